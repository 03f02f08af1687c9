import { FileUp } from 'lucide-react';
import { useRef } from 'react';
import { Button } from './button.tsx';
import { FileDrop } from './file-drop.tsx';

type Props = Readonly<{
  label: string;
  /** What a file that is held over the page is told. */
  drop: string;
  /** Endings of the files that are offered, as in `<input accept>`. */
  accept: string;
  size?: 'sm' | 'md';
  busy?: boolean;
  onFile: (file: File) => void;
}>;

/** Takes a file, chosen by a button or dropped anywhere on the page. */
export const OpenFile = ({ label, drop, accept, size = 'md', busy = false, onFile }: Props) => {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button size={size} busy={busy} icon={<FileUp aria-hidden size={16} />} onClick={() => input.current?.click()}>
        {label}
      </Button>
      <input
        ref={input}
        type="file"
        accept={accept}
        hidden
        aria-label={label}
        onChange={({ target }) => {
          const file = target.files?.[0];
          if (file) onFile(file);
          // The same file can be chosen again after it was mended.
          target.value = '';
        }}
      />
      <FileDrop label={drop} onFile={onFile} />
    </>
  );
};
