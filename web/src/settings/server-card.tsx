import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useApi } from '../api/api-context.tsx';
import { aboutServer } from '../api/queries.ts';
import { useText } from '../i18n/text.tsx';
import { Card } from '../ui/card.tsx';
import { ErrorState } from '../ui/error-state.tsx';
import { Skeleton } from '../ui/skeleton.tsx';

/** The server behind this page, and where it works. */
export const ServerCard = () => {
  const { settings } = useText();
  const { data, error, refetch } = useQuery(aboutServer(useApi()));
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  return (
    <Card title={settings.server}>
      <dl className="grid gap-x-6 gap-y-3 text-sm sm:grid-cols-[max-content_1fr]">
        <Fact term={settings.version}>{data?.version}</Fact>
        <Fact term={settings.installer}>{data && settings.installsWith(data.hermes)}</Fact>
        <Fact term={settings.home}>{data && <Path>{data.home}</Path>}</Fact>
        <Fact term={settings.dataDir}>{data && <Path>{data.dataDir}</Path>}</Fact>
      </dl>
    </Card>
  );
};

const Fact = ({ term, children }: Readonly<{ term: string; children: ReactNode }>) => (
  <div className="contents">
    <dt className="text-text-tertiary">{term}</dt>
    <dd className="min-h-5 min-w-0">{children ?? <Skeleton className="h-5 w-40" />}</dd>
  </div>
);

const Path = ({ children }: Readonly<{ children: ReactNode }>) => (
  <code className="font-mono break-all">{children}</code>
);
