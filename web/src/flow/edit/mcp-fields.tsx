import { Field } from '../../ui/field.tsx';
import { inputClass } from '../../ui/input-class.ts';
import { RadioCards } from '../../ui/radio-cards.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { useFlowText } from '../use-flow-text.ts';
import type { Errors } from './edit-errors.ts';
import type { McpForm } from './edit-form.ts';
import { SecretRows, SecretValue } from './secret-fields.tsx';

type Props = Readonly<{ form: McpForm; errors: Errors; onChange: (form: McpForm) => void }>;

/** How an MCP server is called and reached. */
export const McpFields = ({ form, errors, onChange }: Props) => {
  const { edit } = useFlowText();
  return (
    <>
      <Field label={edit.name} error={errors['name']} required>
        {(control) => (
          <TextInput {...control} mono value={form.name} onChange={(name) => onChange({ ...form, name })} />
        )}
      </Field>
      <RadioCards
        legend={edit.transport}
        options={transports.map((value) => ({ value, title: edit.transports[value] }))}
        value={form.transport}
        onChange={(transport) => onChange({ ...form, transport })}
      />
      {form.transport === 'stdio' ? (
        <StdioFields {...{ form, errors, onChange }} />
      ) : (
        <HttpFields {...{ form, errors, onChange }} />
      )}
    </>
  );
};

const transports = ['stdio', 'http'] as const;
const auths = ['none', 'bearer', 'oauth'] as const;

const StdioFields = ({ form, errors, onChange }: Props) => {
  const { edit } = useFlowText();
  return (
    <>
      <Field label={edit.command} error={errors['command']} required>
        {(control) => (
          <TextInput {...control} mono value={form.command} onChange={(command) => onChange({ ...form, command })} />
        )}
      </Field>
      <Field label={edit.args} hint={edit.argsHint} error={errors['args']}>
        {(control) => (
          <TextInput {...control} mono value={form.args} onChange={(args) => onChange({ ...form, args })} />
        )}
      </Field>
      <SecretRows
        legend={edit.env}
        add={edit.add}
        list="env"
        rows={form.env}
        errors={errors}
        onChange={(env) => onChange({ ...form, env })}
      />
    </>
  );
};

const HttpFields = ({ form, errors, onChange }: Props) => {
  const { edit } = useFlowText();
  return (
    <>
      <Field label={edit.url} error={errors['url']} required>
        {(control) => (
          <TextInput {...control} mono type="url" value={form.url} onChange={(url) => onChange({ ...form, url })} />
        )}
      </Field>
      <Field label={edit.auth} error={errors['auth']}>
        {(control) => (
          <select
            {...control}
            value={form.auth}
            onChange={({ target }) =>
              onChange({ ...form, auth: auths.find((auth) => auth === target.value) ?? 'none' })
            }
            className={`${inputClass} h-10`}
          >
            {auths.map((auth) => (
              <option key={auth} value={auth}>
                {edit.auths[auth]}
              </option>
            ))}
          </select>
        )}
      </Field>
      {form.auth === 'bearer' && (
        <SecretValue
          label={edit.token}
          secret={form.token}
          error={errors['token']}
          onChange={(token) => onChange({ ...form, token })}
        />
      )}
      <SecretRows
        legend={edit.headers}
        add={edit.addHeader}
        list="headers"
        rows={form.headers}
        errors={errors}
        onChange={(headers) => onChange({ ...form, headers })}
      />
    </>
  );
};
