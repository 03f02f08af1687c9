/** The system's error code (`EACCES`, …); empty when it is not a system error. */
export const errorCode = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

/** Whether it is a system error with one of these codes. */
export const isErrno = (error: unknown, ...codes: readonly string[]): boolean => codes.includes(errorCode(error));

/** For `catch`: turns a system error with one of these codes into null and throws every other error on. */
export const nullOn =
  (...codes: readonly string[]) =>
  (error: unknown): null => {
    if (!isErrno(error, ...codes)) throw error;
    return null;
  };

/** For `catch`: turns "nothing is there" into null and throws every other error on. */
export const absent = nullOn('ENOENT', 'ENOTDIR');
