import { Globe, Terminal } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import type { McpServerInput } from '../../../../src/machines/flow/plan.ts';
import { useText } from '../../i18n/text.tsx';
import { Button } from '../../ui/button.tsx';
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
  const found = useSnippet(pasted);
  const add = () => {
    if (found === null) return;
    onAdd(found);
    setPasted('');
  };
  const isNothing = found?.length === 0;
  return (
    <div className="flex flex-col gap-6">
      <div className="flex flex-col gap-3">
        <Field
          label={text.paste}
          hint={found && !isNothing ? text.found(found.map(({ name }) => name || '?')) : text.pasteHint}
          error={isNothing && text.nothing}
        >
          {(control) => <TextArea {...control} mono rows={4} value={pasted} onChange={setPasted} />}
        </Field>
        {found !== null && !isNothing && (
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

/** The servers in a text; null while there is none, and while it is read. */
const useSnippet = (text: string): readonly McpServerInput[] | null => {
  const [read, setRead] = useState<Readonly<{ of: string; found: readonly McpServerInput[] }> | null>(null);
  useEffect(() => {
    if (text.trim() === '') return;
    let isCurrent = true;
    void readSnippet(text).then((found) => isCurrent && setRead({ of: text, found }));
    return () => {
      isCurrent = false;
    };
  }, [text]);
  return text.trim() !== '' && read?.of === text ? read.found : null;
};
