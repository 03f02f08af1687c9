export const hosted = {
  ended: "Hermes' dashboard was started again, or your session there has ended.",
};
