import clsx from 'clsx';

/** A line that stays, comes, or goes. */
export type DiffLine = Readonly<{ op: ' ' | '+' | '-'; text: string }>;

/** What changes in a file, line by line. */
export const DiffView = ({ lines, label }: Readonly<{ lines: readonly DiffLine[]; label: string }>) => (
  <section
    aria-label={label}
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
    tabIndex={0}
    className="overflow-x-auto py-2 font-mono text-xs leading-5 -outline-offset-2"
  >
    <pre className="w-max min-w-full">
      {lines.map((line, index) => (
        <Line key={index} {...line} />
      ))}
    </pre>
  </section>
);

const Line = ({ op, text }: DiffLine) => {
  const Element = elements[op];
  return (
    <Element className={clsx('flex px-4 no-underline', grounds[op])}>
      <span className={clsx('w-5 shrink-0', signs[op])}>{op}</span>
      <span>{`${text}\n`}</span>
    </Element>
  );
};

const elements = { ' ': 'span', '+': 'ins', '-': 'del' } as const;
const grounds = { ' ': 'text-text-secondary', '+': 'bg-success-soft', '-': 'bg-destructive-soft' };
const signs = { ' ': '', '+': 'text-success', '-': 'text-destructive' };
