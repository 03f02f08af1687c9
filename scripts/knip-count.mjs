/** A reporter of knip that says how many files it looked at; its own reporters are silent about that. */
export default ({ counters }) => {
  process.stdout.write(`looked at ${counters.total} files\n`);
};
