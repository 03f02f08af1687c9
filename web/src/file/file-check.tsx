import { CircleCheck } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Badge } from '../ui/badge.tsx';
import { Spinner } from '../ui/spinner.tsx';
import { type Check, checkRecords } from './check-records.ts';
import { useFileText } from './use-file-text.ts';

/** The check of a file's records, which takes its time; null until it is done. */
export const useCheck = (records: string): Check | null => {
  const text = useFileText();
  const [check, setCheck] = useState<Check | null>(null);
  useEffect(() => {
    // The page is drawn first.
    const timer = setTimeout(() => setCheck(checkRecords(records, text)));
    return () => clearTimeout(timer);
  }, [records, text]);
  return check;
};

/** Says that the records are what they were, or is silent where there is more to be said. */
export const CheckBadge = ({ check }: Readonly<{ check: Check | null }>) => {
  const text = useFileText();
  if (!check) return <Badge icon={<Spinner />}>{text.checking}</Badge>;
  if ('difference' in check) return null;
  return (
    <span title={text.holdsUpTo(check.hash)}>
      <Badge tone="success" icon={<CircleCheck aria-hidden size={14} />}>
        {text.holds(check.versions)}
      </Badge>
    </span>
  );
};
