export const flows = {
  title: 'Flows',
  description: 'Every create there was, newest first, with all that was recorded.',
};
