import { useText } from '../../i18n/text.tsx';
import { Field } from '../../ui/field.tsx';
import { RadioCards } from '../../ui/radio-cards.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import type { McpDraft } from '../draft.ts';
import { SecretField } from '../secret-field.tsx';
import { slotOf } from '../secrets.ts';
import { fieldOf } from '../validity/mcps.ts';
import type { FieldErrors } from './use-field-errors.ts';
import { useServers } from './use-servers.ts';
import { ValueRows } from './value-rows.tsx';

type Props = Readonly<{ server: McpDraft; errors: FieldErrors }>;

/** A server at an address, and what is shown to it. */
export const HttpFields = ({ server, errors }: Props) => {
  const { form: text } = useText().builderMcps;
  const { edit } = useServers();
  return (
    <>
      <Field label={text.url} hint={text.urlHint} error={errors.at('url')} required>
        {(control) => (
          <TextInput
            {...control}
            mono
            data-field={fieldOf(server.key, 'url')}
            value={server.url}
            onChange={(url) => edit(server, { part: { url } })}
          />
        )}
      </Field>
      <div data-field={fieldOf(server.key, 'auth')}>
        <RadioCards
          legend={text.auth}
          value={server.auth}
          onChange={(auth) => edit(server, { part: { auth } })}
          options={(['none', 'bearer', 'headers', 'oauth'] as const).map((value) => ({
            ...{ value, title: text.auths[value], description: text.authTexts[value] },
          }))}
        />
      </div>
      {server.auth === 'bearer' && (
        <SecretField slot={slotOf.mcpBearer(server.key)} label={text.token} hint={text.tokenHint} required />
      )}
      {server.auth === 'headers' && <ValueRows kind="headers" server={server} errors={errors} />}
    </>
  );
};
