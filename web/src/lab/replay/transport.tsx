import { ChevronFirst, ChevronLast, ChevronLeft, ChevronRight, Pause, Play, TriangleAlert } from 'lucide-react';
import { useText } from '../../i18n/text.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { SliderMarks } from './slider-marks.tsx';
import { paces, type usePlayer } from './use-player.ts';

type Props = Readonly<{
  at: number;
  last: number;
  /** What the slider is, and what it is set to, in words. */
  slider: string;
  place: string;
  player: ReturnType<typeof usePlayer>;
  goTo: (version: number) => void;
  /** Version of the next event that went wrong; null when none does. */
  nextFailure: number | null;
  /** Places along the slider to be pointed out, from 0 to 1. */
  marks?: readonly number[];
}>;

/** Moves through the versions of a flow: to an end, by one, to what went wrong, by hand, or by itself. */
export const Transport = ({ at, last, slider, place, player, goTo, nextFailure, marks = [] }: Props) => {
  const { lab } = useText();
  const text = lab.transport;
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2" role="toolbar" aria-label={text.label}>
      <div className="flex gap-1">
        <IconButton label={text.first} icon={<ChevronFirst aria-hidden size={18} />} onClick={() => goTo(1)} />
        <IconButton label={text.previous} icon={<ChevronLeft aria-hidden size={18} />} onClick={() => goTo(at - 1)} />
        <IconButton
          variant="primary"
          label={player.isPlaying ? text.pause : text.play}
          icon={player.isPlaying ? <Pause aria-hidden size={18} /> : <Play aria-hidden size={18} />}
          onClick={player.toggle}
        />
        <IconButton label={text.next} icon={<ChevronRight aria-hidden size={18} />} onClick={() => goTo(at + 1)} />
        <IconButton label={text.last} icon={<ChevronLast aria-hidden size={18} />} onClick={() => goTo(last)} />
        <IconButton
          label={text.nextFailure}
          icon={<TriangleAlert aria-hidden size={18} />}
          disabled={nextFailure === null}
          onClick={() => nextFailure !== null && goTo(nextFailure)}
        />
      </div>
      <div className="relative flex min-w-32 flex-1 basis-40">
        <SliderMarks marks={marks} />
        <input
          type="range"
          className="h-8 w-full"
          aria-label={slider}
          aria-valuetext={place}
          min={1}
          max={last}
          value={at}
          onChange={({ target }) => goTo(Number(target.value))}
        />
      </div>
      <span className="font-mono text-sm text-text-secondary tabular-nums">
        {at} / {last}
      </span>
      <select
        aria-label={text.pace}
        value={player.pace}
        onChange={({ target }) => player.setPace(paces.find((pace) => pace === target.value) ?? 'real')}
        className="h-9 rounded-lg border border-input bg-background px-2 text-sm"
      >
        {paces.map((pace) => (
          <option key={pace} value={pace}>
            {text.paces[pace]}
          </option>
        ))}
      </select>
    </div>
  );
};
