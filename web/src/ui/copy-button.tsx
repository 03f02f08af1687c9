import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useText } from '../i18n/text.tsx';
import { IconButton } from './icon-button.tsx';
import { LiveRegion } from './live-region.tsx';

const SHOWN_MS = 2000;

type Props = Readonly<{
  /** A function where the text is long: it is asked only when it is copied. */
  text: string | (() => string);
  label?: string;
}>;

/** Copies a text and says so. */
export const CopyButton = ({ text, label }: Props) => {
  const { ui } = useText();
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setCopied(false), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [isCopied]);
  const copy = () => {
    navigator.clipboard.writeText(typeof text === 'string' ? text : text()).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  };
  return (
    <>
      <IconButton
        size="sm"
        label={label ?? ui.copy}
        onClick={copy}
        icon={isCopied ? <Check aria-hidden size={16} className="text-success" /> : <Copy aria-hidden size={16} />}
      />
      <LiveRegion>{isCopied ? ui.copied : ''}</LiveRegion>
    </>
  );
};
