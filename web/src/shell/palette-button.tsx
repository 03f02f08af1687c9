import { Search } from 'lucide-react';
import { lazy, Suspense, useEffect, useState } from 'react';
import { useText } from '../i18n/text.tsx';
import { IconButton } from '../ui/icon-button.tsx';

const Palette = lazy(() => import('./palette.tsx').then((m) => ({ default: m.Palette })));

/** Opens the palette, as Ctrl-K does; it is loaded when first opened. */
export const PaletteButton = () => {
  const { shell } = useText();
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    const toggle = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.altKey) return;
      event.preventDefault();
      setOpen((was) => !was);
    };
    window.addEventListener('keydown', toggle);
    return () => window.removeEventListener('keydown', toggle);
  }, []);
  return (
    <>
      <IconButton
        size="sm"
        label={`${shell.palette} (Ctrl K)`}
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
        icon={<Search aria-hidden size={18} />}
      />
      {isOpen && (
        <Suspense fallback={null}>
          <Palette onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
};
