import { useText } from '../i18n/text.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { ErrorState } from '../ui/error-state.tsx';

type Props = Readonly<{ title: string; error: Error; onClose: () => void }>;

/** Why something that was asked for at once was not done. */
export const RefusedDialog = ({ title, error, onClose }: Props) => (
  <Dialog title={title} onClose={onClose} footer={<Button onClick={onClose}>{useText().ui.close}</Button>}>
    <ErrorState error={error} />
  </Dialog>
);
