export const builder = {
  title: 'New profile',
  rail: 'Steps',
  steps: { identity: 'Identity', model: 'Model', skills: 'Skills', mcps: 'MCP servers', review: 'Review' },
  stepOf: (place: number, count: number) => `Step ${place} of ${count}`,
  done: 'done',
  summaries: {
    noModel: 'Hermes’ default',
    skills: {
      bundle: () => 'Full bundle',
      none: () => 'None',
      exactly: (kept: number) => `${kept} kept`,
    },
    mcps: (count: number) => (count === 0 ? 'None' : String(count)),
  },
  back: 'Back',
  next: 'Continue',
  create: 'Create profile',
  nameRules: {
    'name/empty': 'A profile needs a name.',
    'name/invalid': 'Use 1 to 64 letters, digits, “-” and “_”, starting with a letter or digit.',
    'name/reserved': 'Hermes keeps this name for itself. Choose another one.',
    'name/default': 'This is the profile Hermes always has. Choose another name.',
  },
  nameTaken: (name: string) => `There is a profile “${name}” already. Choose another name.`,
  nameInProgress: (name: string) => `“${name}” is being created right now. Choose another name.`,
  identity: {
    title: 'Who is it?',
    lead: 'Only the name is needed; everything else can be changed later.',
    name: 'Name',
    nameHint: 'Letters, digits, “-” and “_”. You will start it with this name.',
  },
  review: {
    title: 'Review and create',
    lead: 'Nothing is written until you create.',
  },
};
