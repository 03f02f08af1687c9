import { LoaderCircle } from 'lucide-react';
import { VisuallyHidden } from './visually-hidden.tsx';

/** Something is going on; `label` says what, to those who do not see it turn. */
export const Spinner = ({ label, size = 16 }: Readonly<{ label?: string; size?: number }>) => (
  <>
    <LoaderCircle aria-hidden size={size} className="shrink-0 animate-spin" />
    {label && <VisuallyHidden>{label}</VisuallyHidden>}
  </>
);
