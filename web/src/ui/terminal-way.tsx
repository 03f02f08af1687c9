import { CodeBlock } from './code-block.tsx';

/** The same by a command, for those who prefer a terminal. */
export const TerminalWay = ({ hint, command }: Readonly<{ hint: string; command: string }>) => (
  <div className="mx-auto mt-4 max-w-md text-left">
    <p className="mb-1.5 text-sm text-text-tertiary">{hint}</p>
    <CodeBlock text={command} label={hint} />
  </div>
);
