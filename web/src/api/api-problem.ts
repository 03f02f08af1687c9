/** A problem document of the server: RFC 9457 with our `code`. */
export type ProblemBody = Readonly<{
  title: string;
  status: number;
  detail: string | readonly Readonly<{ loc: readonly (string | number)[]; msg: string }>[];
  code: string;
  requestId?: string;
  flow?: string;
  item?: string;
  /** Names that belong to the detail: missing secrets, paths in use. */
  names?: readonly string[];
}>;

/** The server said no, and why. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  readonly problem: ProblemBody;

  constructor(problem: ProblemBody) {
    super(toSentence(problem));
    this.problem = problem;
  }
}

/** No answer came: the server is stopped, or the connection broke. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable';
}

const toSentence = ({ detail, title }: ProblemBody): string => {
  if (typeof detail === 'string') return detail;
  return detail.map(({ loc, msg }) => `${loc.join('.')}: ${msg}`).join('; ') || title;
};
