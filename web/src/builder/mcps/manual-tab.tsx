import { useQuery } from '@tanstack/react-query';
import { Globe, Terminal } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { McpServerInput } from '../../../../src/machines/flow/plan.ts';
import { useText } from '../../i18n/text.tsx';
import { Button } from '../../ui/button.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Field } from '../../ui/field.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import type { McpDraft } from '../draft.ts';
import { readSnippet } from './read-snippet.ts';

type Props = Readonly<{
  onAdd: (entries: readonly McpServerInput[]) => void;
  onDescribe: (transport: McpDraft['transport']) => void;
}>;

/** A server the catalog does not have: from what its README shows, or described field by field. */
export const ManualTab = ({ onAdd, onDescribe }: Props) => {
  const { manual: text } = useText().builderMcps;
  const [pasted, setPasted] = useState('');
  const { data: found = [], isSuccess, error, refetch } = useSnippet(pasted);
  const isNothing = isSuccess && found.length === 0;
  const add = () => {
    onAdd(found);
    setPasted('');
  };
  return (
    <div className="flex flex-col gap-6">
      <div className="flex flex-col gap-3">
        <Field
          label={text.paste}
          hint={found.length > 0 ? text.found(found.map(({ name }) => name || '?')) : text.pasteHint}
          error={isNothing && text.nothing}
        >
          {(control) => <TextArea {...control} mono rows={4} value={pasted} onChange={setPasted} />}
        </Field>
        {error && <ErrorState error={error} onRetry={() => void refetch()} />}
        {found.length > 0 && (
          <div>
            <Button variant="primary" size="sm" onClick={add}>
              {text.addFound(found.length)}
            </Button>
          </div>
        )}
      </div>
      <section aria-labelledby="mcp-describe" className="flex flex-col gap-2">
        <h4 id="mcp-describe" className="text-sm font-medium">
          {text.or}
        </h4>
        <div className="grid grid-cols-[repeat(auto-fit,minmax(min(14rem,100%),1fr))] gap-3">
          <Describe
            icon={<Terminal aria-hidden size={18} />}
            title={text.stdio}
            description={text.stdioText}
            onPress={() => onDescribe('stdio')}
          />
          <Describe
            icon={<Globe aria-hidden size={18} />}
            title={text.http}
            description={text.httpText}
            onPress={() => onDescribe('http')}
          />
        </div>
      </section>
    </div>
  );
};

type DescribeProps = Readonly<{ icon: ReactNode; title: string; description: string; onPress: () => void }>;

const Describe = ({ icon, title, description, onPress }: DescribeProps) => (
  <button
    type="button"
    onClick={onPress}
    className="flex min-w-0 gap-3 rounded-xl border border-border bg-card p-4 text-left hover:bg-accent"
  >
    <span className="mt-0.5 shrink-0 text-info">{icon}</span>
    <span className="min-w-0">
      <span className="block text-sm font-medium">{title}</span>
      <span className="block text-sm text-text-secondary">{description}</span>
    </span>
  </button>
);

/** The servers in a text, as soon as it is read; it is not kept, since it may have secrets in it. */
const useSnippet = (text: string) =>
  useQuery({
    queryKey: ['mcp-snippet', text],
    queryFn: () => readSnippet(text),
    enabled: text.trim() !== '',
    gcTime: 0,
    retry: false,
  });
