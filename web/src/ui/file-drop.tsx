import { useFileDrop } from './use-file-drop.ts';

type Props = Readonly<{
  /** What a file that is held over the page is told. */
  label: string;
  onFile: (file: File) => void;
}>;

/** Takes a file dropped anywhere on the page. */
export const FileDrop = ({ label, onFile }: Props) =>
  useFileDrop(onFile) && (
    <div className="pointer-events-none fixed inset-0 z-50 grid place-items-center bg-background p-6">
      <p className="rounded-xl border-2 border-dashed border-info px-12 py-16 text-lg">{label}</p>
    </div>
  );
