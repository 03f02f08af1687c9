import { useId } from 'react';
import type { ListedSkill } from './skill-groups.ts';

type Props = Readonly<{ skill: ListedSkill; isKept: boolean; onChange: (isKept: boolean) => void }>;

/** A built-in skill, kept or not. Not drawn while it is out of sight. */
export const KeptRow = ({ skill: { name, description }, isKept, onChange }: Props) => {
  const id = useId();
  return (
    <li className="[contain-intrinsic-size:auto_4rem] [content-visibility:auto]">
      <label className="flex items-start gap-3 py-2 pr-4 pl-8 hover:bg-accent">
        <input
          type="checkbox"
          checked={isKept}
          aria-labelledby={`${id}-name`}
          aria-describedby={`${id}-text`}
          onChange={(event) => onChange(event.target.checked)}
          className="mt-1 size-4 shrink-0"
        />
        <span className="min-w-0">
          <span id={`${id}-name`} className="block font-mono text-sm wrap-anywhere">
            {name}
          </span>
          <span id={`${id}-text`} className="line-clamp-2 text-sm text-text-secondary">
            {description}
          </span>
        </span>
      </label>
    </li>
  );
};
