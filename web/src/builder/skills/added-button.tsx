import { Check, Plus, X } from 'lucide-react';
import { Button } from '../../ui/button.tsx';
import { useSkillsText } from './use-skills-text.ts';

type Props = Readonly<{ name: string; isAdded: boolean; onAdd: () => void; onRemove: () => void }>;

/** Adds something; once it is added, says so and takes it out again. */
export const AddedButton = ({ name, isAdded, onAdd, onRemove }: Props) => {
  const text = useSkillsText();
  return (
    <Button
      size="sm"
      variant={isAdded ? 'quiet' : 'secondary'}
      aria-label={isAdded ? `${text.added}. ${text.removeName(name)}` : text.addName(name)}
      onClick={isAdded ? onRemove : onAdd}
      className="group min-w-24"
      icon={
        isAdded ? (
          <>
            <Check aria-hidden size={16} className="text-success group-hover:hidden group-focus-visible:hidden" />
            <X aria-hidden size={16} className="hidden group-hover:block group-focus-visible:block" />
          </>
        ) : (
          <Plus aria-hidden size={16} />
        )
      }
    >
      {isAdded ? text.added : text.add}
    </Button>
  );
};
