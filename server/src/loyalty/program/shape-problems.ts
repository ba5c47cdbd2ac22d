// Zod's issues in our words: codes that a form can show.
import type { z } from 'zod';
import type { ProblemCode, ProgramProblem } from './problems.ts';

type Issue = z.core.$ZodIssue;

function ofLength(issue: Extract<Issue, { code: 'too_small' | 'too_big' }>): ProblemCode {
  const isLength = issue.origin === 'string' || issue.origin === 'array';
  if (issue.code === 'too_small') return isLength ? 'too-short' : 'too-small';
  return isLength ? 'too-long' : 'too-large';
}

function codeOf(issue: Issue): ProblemCode {
  switch (issue.code) {
    case 'too_small':
    case 'too_big':
      return ofLength(issue);
    case 'invalid_type':
      return issue.input === undefined ? 'missing' : 'wrong-type';
    case 'invalid_value':
    case 'invalid_union':
      return 'not-a-choice';
    case 'unrecognized_keys':
      return 'not-known';
    case 'custom':
      return issue.params?.['code'] === 'no-language' ? 'no-language' : 'malformed';
    case 'invalid_format':
    case 'invalid_key':
    case 'invalid_element':
    case 'not_multiple_of':
      return 'malformed';
  }
}

/** One problem per issue; a union whose kind is known reports the fields of that kind, because its schema is told by its name. */
export function shapeProblems(error: z.ZodError): ProgramProblem[] {
  return error.issues.map((issue) => ({
    path: issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step)),
    code: codeOf(issue),
  }));
}
