import clsx from 'clsx';
import type { ReactNode } from 'react';
import { useText } from '../i18n/text.tsx';

type Props = Readonly<{
  /** Heading of the page and, with the product, title of the document. */
  title: string;
  description?: ReactNode;
  /** Above the heading: where this page belongs. */
  eyebrow?: ReactNode;
  /** Buttons beside the heading. */
  actions?: ReactNode;
  /** `full` takes the whole window, for pages that lay out themselves; `columns` has room for three. */
  width?: 'narrow' | 'wide' | 'columns' | 'full';
  /** `compact` for pages that need the window's height. */
  density?: 'normal' | 'compact';
  children?: ReactNode;
}>;

/** What every page is wrapped in: document title, the one h1 (it takes the focus on navigation), width. */
export const Page = ({ title, description, eyebrow, actions, width = 'wide', density = 'normal', children }: Props) => (
  <PageFrame documentTitle={title} width={width} density={density}>
    <header className="flex flex-wrap items-end justify-between gap-x-6 gap-y-4">
      <div className="min-w-0">
        {eyebrow && <p className="mb-1 text-sm text-text-tertiary">{eyebrow}</p>}
        <h1 tabIndex={-1} className="text-2xl leading-tight font-semibold text-balance">
          {title}
        </h1>
        {description && <p className="mt-2 max-w-prose text-text-secondary">{description}</p>}
      </div>
      {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
    </header>
    {children}
  </PageFrame>
);

type FrameProps = Readonly<{ documentTitle: string; children: ReactNode }> & Pick<Props, 'width' | 'density'>;

/** A page that draws its own heading: only the title of the document and the width. */
export const PageFrame = ({ documentTitle, width = 'wide', density = 'normal', children }: FrameProps) => {
  const { shell } = useText();
  return (
    <div
      className={clsx(
        'mx-auto flex w-full flex-col gap-8 px-4 sm:px-6',
        density === 'compact' ? 'py-3' : 'py-8',
        widths[width],
      )}
    >
      <title>{`${documentTitle} – ${shell.product}`}</title>
      {children}
    </div>
  );
};

const widths = { narrow: 'max-w-3xl', wide: 'max-w-6xl', columns: 'max-w-[100rem]', full: '' };
