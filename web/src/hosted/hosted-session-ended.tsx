import { useText } from '../i18n/text.tsx';
import { Button } from '../ui/button.tsx';

/** In place of everything once the dashboard no longer knows this page. */
export const HostedSessionEnded = () => {
  const { shell, hosted } = useText();
  return (
    <div className="flex max-w-xl flex-col items-start gap-4 px-4 py-16">
      <h1 className="text-2xl font-semibold">{shell.expired.title}</h1>
      <p className="text-text-secondary">{hosted.ended}</p>
      <Button onClick={() => window.location.reload()}>{shell.expired.reload}</Button>
    </div>
  );
};
