import { Files } from 'lucide-react';
import { useText } from '../i18n/text.tsx';
import { Button } from '../ui/button.tsx';
import type { OtherTab } from './use-kept.ts';

/** Says that another tab has another draft, and asks which one to keep. */
export const OtherTabNotice = ({ take, keepMine }: OtherTab) => {
  const { otherTab } = useText().builder;
  return (
    <div
      role="alert"
      className="flex flex-wrap items-center gap-x-4 gap-y-3 rounded-xl border border-warning-line bg-warning-soft px-4 py-3"
    >
      <Files aria-hidden size={18} className="shrink-0 text-warning" />
      <p className="min-w-0 flex-1 basis-72 text-sm">{otherTab.text}</p>
      <span className="flex flex-wrap gap-2">
        <Button size="sm" onClick={take}>
          {otherTab.take}
        </Button>
        <Button size="sm" onClick={keepMine}>
          {otherTab.keepMine}
        </Button>
      </span>
    </div>
  );
};
