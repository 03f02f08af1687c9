import { SecretField } from '../secret-field.tsx';
import { slotOf } from '../secrets.ts';
import { useBuilder } from '../use-builder.tsx';

/** A variable of the profile's `.env`: in the plan as long as it has a value. */
export const EnvSecret = ({ name }: Readonly<{ name: string }>) => {
  const {
    draft: { env },
    change,
  } = useBuilder();
  const follow = (value: string) => {
    const others = env.filter((one) => one !== name);
    if ((value === '') === env.includes(name)) change({ env: value === '' ? others : [...others, name] });
  };
  return (
    <SecretField
      slot={slotOf.env(name)}
      label={<span className="font-mono break-all">{name}</span>}
      onChange={follow}
    />
  );
};
