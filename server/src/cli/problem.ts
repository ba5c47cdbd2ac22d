/** Something the operator can mend: the message says what is wrong and what to do. */
export class CliProblem extends Error {}
