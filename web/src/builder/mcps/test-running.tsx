import { useEffect, useState } from 'react';
import { useText } from '../../i18n/text.tsx';
import { Spinner } from '../../ui/spinner.tsx';

const LONG_S = 5;

/** How long a test has been going on; read out is only that it began. */
export const TestRunning = () => {
  const { test: text } = useText().builderMcps;
  const seconds = useSeconds();
  return (
    <p aria-hidden className="flex gap-2 border-t border-border px-4 py-3 text-sm text-text-secondary">
      <span className="mt-0.5">
        <Spinner />
      </span>
      <span className="min-w-0 tabular-nums">
        {text.running(seconds)}
        {seconds >= LONG_S && ` ${text.runningLong}`}
      </span>
    </p>
  );
};

const useSeconds = (): number => {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setSeconds((before) => before + 1), 1000);
    return () => clearInterval(timer);
  }, []);
  return seconds;
};
