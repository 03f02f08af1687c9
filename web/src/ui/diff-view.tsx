import clsx from 'clsx';

/** A line that stays, comes, or goes. */
export type DiffLine = Readonly<{ op: ' ' | '+' | '-'; text: string }>;

type Props = Readonly<{
  lines: readonly DiffLine[];
  label: string;
  /** Long lines are broken, as suits prose; else they scroll. */
  wraps?: boolean;
}>;

/** What changes in a file, line by line. */
export const DiffView = ({ lines, label, wraps = false }: Props) => (
  <section
    aria-label={label}
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
    tabIndex={0}
    className="overflow-x-auto py-2 font-mono text-xs leading-5 -outline-offset-2"
  >
    <pre className={wraps ? 'whitespace-pre-wrap wrap-anywhere' : 'w-max min-w-full'}>
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
      <span className="min-w-0">{`${text}\n`}</span>
    </Element>
  );
};

const elements = { ' ': 'span', '+': 'ins', '-': 'del' } as const;
const grounds = { ' ': 'text-text-secondary', '+': 'bg-success-soft', '-': 'bg-destructive-soft' };
const signs = { ' ': '', '+': 'text-success', '-': 'text-destructive' };
