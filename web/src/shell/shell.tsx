import { Plus } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link, useRoute } from 'wouter';
import { useText } from '../i18n/text.tsx';
import { LinkButton } from '../ui/link-button.tsx';
import { PaletteButton } from './palette-button.tsx';
import { ThemeMenu } from './theme-menu.tsx';
import { useFocusOnNavigation } from './use-focus-on-navigation.ts';

type Props = Readonly<{
  /** The place of the badge that says whether the server is heard. */
  connection?: ReactNode;
  children: ReactNode;
}>;

/** The window around every page. */
export const Shell = ({ connection, children }: Props) => {
  const { shell } = useText();
  const main = useFocusOnNavigation<HTMLElement>();
  return (
    <div className="flex min-h-dvh flex-col">
      <a
        href="#main"
        className="absolute top-2 left-2 z-50 -translate-y-20 rounded-lg bg-primary px-4 py-2 text-primary-foreground focus:translate-y-0"
      >
        {shell.skip}
      </a>
      <header className="sticky top-0 z-40 border-b border-border bg-background">
        <div className="flex flex-wrap items-center gap-x-6 px-4 sm:h-14 sm:flex-nowrap sm:px-6">
          <Link to="/profiles" className="flex h-12 items-center font-semibold whitespace-nowrap">
            {shell.product}
          </Link>
          <nav aria-label={shell.navigation} className="order-last flex w-full gap-1 sm:order-none sm:w-auto">
            <NavItem to="/profiles">{shell.profiles}</NavItem>
            <NavItem to="/flows">{shell.flows}</NavItem>
            <NavItem to="/machine">{shell.machine}</NavItem>
          </nav>
          <div className="ml-auto flex items-center gap-2">
            {connection}
            <PaletteButton />
            <ThemeMenu />
            <LinkButton to="/profiles/new" variant="primary" size="sm" icon={<Plus aria-hidden size={16} />}>
              <span className="max-sm:sr-only">{shell.newProfile}</span>
            </LinkButton>
          </div>
        </div>
      </header>
      <main id="main" ref={main} tabIndex={-1} className="flex flex-1 flex-col">
        {children}
      </main>
    </div>
  );
};

const NavItem = ({ to, children }: Readonly<{ to: string; children: ReactNode }>) => (
  <Link
    to={to}
    aria-current={useRoute(`${to}/*?`)[0] ? 'page' : undefined}
    className="rounded-lg px-3 py-2 text-sm text-text-secondary hover:bg-muted hover:text-text-primary aria-[current=page]:bg-muted aria-[current=page]:text-text-primary"
  >
    {children}
  </Link>
);
