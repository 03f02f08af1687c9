import { Field } from '../../ui/field.tsx';
import { RadioCards } from '../../ui/radio-cards.tsx';
import { TextArea } from '../../ui/text-area.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { useFlowText } from '../use-flow-text.ts';
import type { Errors } from './edit-errors.ts';
import type { EditForm, ModelForm, NameForm, SkillsForm } from './edit-form.ts';
import { McpFields } from './mcp-fields.tsx';
import { SecretRows } from './secret-fields.tsx';

type Props = Readonly<{ form: EditForm; errors: Errors; onChange: (form: EditForm) => void }>;

/** The fields of an item's kind. */
export const EditFields = ({ form, errors, onChange }: Props) => {
  const { edit } = useFlowText();
  switch (form.kind) {
    case 'mcp':
      return <McpFields {...{ form, errors, onChange }} />;
    case 'model':
      return <ModelFields {...{ form, errors, onChange }} />;
    case 'skills':
      return <SkillsFields {...{ form, onChange }} />;
    case 'env':
      return (
        <SecretRows
          legend={edit.env}
          add={edit.add}
          list="env"
          rows={form.env}
          errors={errors}
          onChange={(env) => onChange({ ...form, env })}
        />
      );
    case 'install':
    case 'skill':
      return <NameField {...{ form, errors, onChange }} />;
  }
};

type Of<Form> = Readonly<{ form: Form; errors: Errors; onChange: (form: Form) => void }>;

const NameField = ({ form, errors, onChange }: Of<NameForm>) => {
  const { edit } = useFlowText();
  const isInstall = form.kind === 'install';
  return (
    <Field
      label={isInstall ? edit.identifier : edit.skill}
      hint={isInstall ? edit.identifierHint : undefined}
      error={errors['name']}
      required
    >
      {(control) => <TextInput {...control} mono value={form.name} onChange={(name) => onChange({ ...form, name })} />}
    </Field>
  );
};

const ModelFields = ({ form, errors, onChange }: Of<ModelForm>) => {
  const { edit } = useFlowText();
  return (
    <>
      <Field label={edit.provider} error={errors['provider']} required>
        {(control) => (
          <TextInput {...control} mono value={form.provider} onChange={(provider) => onChange({ ...form, provider })} />
        )}
      </Field>
      <Field label={edit.model} error={errors['model']} required>
        {(control) => (
          <TextInput {...control} mono value={form.model} onChange={(model) => onChange({ ...form, model })} />
        )}
      </Field>
      <Field label={edit.baseUrl} hint={edit.baseUrlHint}>
        {(control) => (
          <TextInput
            {...control}
            mono
            type="url"
            value={form.baseUrl}
            onChange={(baseUrl) => onChange({ ...form, baseUrl })}
          />
        )}
      </Field>
    </>
  );
};

const skillsModes = ['bundle', 'exactly', 'none'] as const;

const SkillsFields = ({ form, onChange }: Omit<Of<SkillsForm>, 'errors'>) => {
  const { edit } = useFlowText();
  return (
    <>
      <RadioCards
        legend={edit.skillsMode}
        options={skillsModes.map((value) => ({ value, title: edit.skillsModes[value] }))}
        value={form.mode}
        onChange={(mode) => onChange({ ...form, mode })}
      />
      {form.mode === 'exactly' && (
        <Field label={edit.keepSkills} hint={edit.onePerLine}>
          {(control) => (
            <TextArea {...control} mono value={form.keep} onChange={(keep) => onChange({ ...form, keep })} />
          )}
        </Field>
      )}
      <Field label={edit.optionalSkills} hint={edit.onePerLine}>
        {(control) => (
          <TextArea {...control} mono value={form.optional} onChange={(optional) => onChange({ ...form, optional })} />
        )}
      </Field>
    </>
  );
};
