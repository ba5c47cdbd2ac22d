/**
 * Reads a query once into a function that tells whether a document matches, and into the conditions an index can serve.
 * An operator that is not known here is an error, never a condition that is silently true.
 */
import { isDoc, isTrue, Regex } from '../bson/value.ts';
import type { Doc, Value } from '../bson/value.ts';
import { refuse } from '../errors.ts';
import { compileCondition } from '../expression/condition.ts';
import type { Variables } from '../expression/variables.ts';
import { anyAt } from './path.ts';
import type { Leaf, Test } from './path.ts';
import { compileSchema } from './schema.ts';
import { prefixOf } from './prefix.ts';
import { compares, equals, exists, hasRemainder, hasSize, hasType, isIn, matchesRegex } from './tests.ts';

export type Operator = '$eq' | '$in' | '$gt' | '$gte' | '$lt' | '$lte' | '$exists' | '$type' | 'other' | '$prefix';

/** One requirement on one path; all of them hold for every document that matches. */
export interface Condition {
  readonly path: string;
  readonly parts: readonly string[];
  readonly operator: Operator;
  readonly value: Value;
  readonly leaf: Leaf;
  readonly test: Test;
}

export interface Filter {
  readonly matches: (document: Doc) => boolean;
  readonly conditions: readonly Condition[];
  /** The alternatives of a top-level $or, when it has one: the planner may walk one index for each. */
  readonly alternatives: readonly Filter[];
  readonly isEmpty: boolean;
  /** The top-level fields it looks at; undefined when it may look at any. */
  readonly roots: ReadonlySet<string> | undefined;
}

type Matches = (document: Doc) => boolean;

interface FieldTest {
  readonly operator: Operator;
  readonly value: Value;
  readonly leaf: Leaf;
  readonly negated: boolean;
  readonly test: Test;
  /** A $not over several operators: each of them follows the path by itself, and not all of them may hold. */
  readonly notAll?: readonly FieldTest[];
}

export function parseFilter(query: Doc, variables?: Variables): Filter {
  return new FilterParser(variables).parse(query);
}

class FilterParser {
  private readonly variables: Variables | undefined;
  constructor(variables: Variables | undefined) {
    this.variables = variables;
  }

  parse(query: Doc): Filter {
    const conditions: Condition[] = [];
    const alternatives: Filter[] = [];
    const all: Matches[] = [];
    for (const [name, value] of query) {
      if (name === '$comment') continue;
      if (name.startsWith('$')) this.logical(name, value, all, conditions, alternatives);
      else this.field(name, value, all, conditions);
    }
    return { matches: every(all), conditions, alternatives, isEmpty: all.length === 0, roots: this.rootsOf(query) };
  }

  private rootsOf(query: Doc): ReadonlySet<string> | undefined {
    const roots = new Set<string>();
    for (const [name, value] of query) {
      if (name === '$expr' || name === '$jsonSchema') return undefined;
      const inside =
        name.startsWith('$') && Array.isArray(value) ? value.map((item) => (isDoc(item) ? this.rootsOf(item) : new Set<string>())) : [];
      for (const each of inside) {
        if (each === undefined) return undefined;
        for (const root of each) roots.add(root);
      }
      if (!name.startsWith('$')) roots.add(name.split('.')[0] ?? name);
    }
    return roots;
  }

  private logical(name: string, value: Value, all: Matches[], conditions: Condition[], alternatives: Filter[]): void {
    if (name === '$expr') {
      all.push(compileCondition(value, this.variables));
      return;
    }
    if (name === '$jsonSchema') {
      all.push(compileSchema(value));
      return;
    }
    if (name !== '$and' && name !== '$or' && name !== '$nor') unknownTopLevel(name);
    const filters = this.list(name, value);
    if (name === '$and') {
      for (const filter of filters) conditions.push(...filter.conditions);
      if (alternatives.length === 0) alternatives.push(...(filters.find((filter) => filter.alternatives.length > 0)?.alternatives ?? []));
      all.push(every(filters.map((filter) => filter.matches)));
    } else if (name === '$or') {
      if (alternatives.length === 0) alternatives.push(...filters);
      all.push((document) => filters.some((filter) => filter.matches(document)));
    } else all.push((document) => !filters.some((filter) => filter.matches(document)));
  }

  private list(name: string, value: Value): Filter[] {
    if (!Array.isArray(value) || value.length === 0) return refuse(2, `${name} must be a nonempty array`);
    return value.map((item) => (isDoc(item) ? this.parse(item) : refuse(2, `${name} argument's entries must be objects`)));
  }

  private field(path: string, value: Value, all: Matches[], conditions: Condition[]): void {
    const parts = path.split('.');
    for (const fieldTest of this.fieldTests(value)) {
      const { operator, leaf, test, negated, notAll } = fieldTest;
      if (!negated && !notAll) conditions.push({ path, parts, operator, value: fieldTest.value, leaf, test });
      all.push((document) => holdsAlong(fieldTest, document, parts));
    }
  }

  private fieldTests(value: Value): FieldTest[] {
    if (value instanceof Regex) return [patternTest(value.pattern, value.flags)];
    if (!isOperators(value)) return [single('$eq', value, equals(value))];
    return [...value].flatMap(([operator, argument]) => this.operator(operator, argument, value));
  }

  private operator(operator: string, argument: Value, all: Doc): FieldTest[] {
    switch (operator) {
      case '$eq':
        return [single('$eq', argument, equals(argument))];
      case '$gt':
      case '$gte':
      case '$lt':
      case '$lte':
        return [single(operator, argument, compares(operator, argument))];
      case '$ne':
        if (argument instanceof Regex) refuse(2, `Can't have regex as arg to $ne.`);
        return [{ ...single('other', argument, equals(argument)), negated: true }];
      case '$in':
        return [single('$in', argument, isIn(plainList('$in', argument)))];
      case '$nin':
        return [{ ...single('other', argument, isIn(plainList('$nin', argument))), negated: true }];
      case '$exists':
        return [{ ...single('$exists', argument, exists), negated: !isTrue(argument) }];
      case '$type':
        return [single('$type', argument, hasType(argument))];
      default:
        return this.rareOperator(operator, argument, all);
    }
  }

  private rareOperator(operator: string, argument: Value, all: Doc): FieldTest[] {
    switch (operator) {
      case '$mod':
        return [single('other', argument, hasRemainder(argument))];
      case '$size':
        return [{ ...single('other', argument, hasSize(argument)), leaf: 'whole' }];
      case '$regex':
        return [regexTest(argument, all.get('$options'))];
      case '$options':
        return all.has('$regex') ? [] : refuse(2, '$options needs a $regex');
      case '$all':
        return this.all(argument);
      case '$elemMatch':
        return [{ ...single('other', argument, this.elemMatch(argument)), leaf: 'whole' }];
      case '$not':
        return [this.not(argument)];
      default:
        return unknownOperator(operator);
    }
  }

  private all(argument: Value): FieldTest[] {
    if (!Array.isArray(argument)) return refuse(2, '$all needs an array');
    if (argument.length === 0) return [single('other', argument, () => false)];
    return argument.flatMap((item) => {
      if (isOperators(item) && !item.has('$elemMatch')) refuse(2, 'no $ expressions in $all');
      return this.fieldTests(item);
    });
  }

  /** The negation of several tests on one path is that not all of them hold for the field, each over all its values. */
  private not(argument: Value): FieldTest {
    if (!(argument instanceof Regex) && !isOperators(argument)) refuse(2, '$not needs a regex or a document');
    const tests = this.fieldTests(argument);
    const [first] = tests;
    if (first && tests.length === 1) return { ...first, operator: 'other', negated: !first.negated };
    return { ...single('other', argument, () => false), notAll: tests };
  }

  private elemMatch(argument: Value): Test {
    if (!isDoc(argument)) return refuse(2, '$elemMatch needs an Object');
    const first = argument.keys().next().value;
    const byValue = first !== undefined && first.startsWith('$') && !['$and', '$or', '$nor', '$expr'].includes(first);
    const test = byValue ? this.elementTest(argument) : this.elementFilter(argument);
    return (value) => Array.isArray(value) && value.some(test);
  }

  private elementTest(argument: Doc): (item: Value) => boolean {
    const tests = this.fieldTests(argument);
    return (item) => tests.every((fieldTest) => holdsFor(fieldTest, item));
  }

  private elementFilter(argument: Doc): (item: Value) => boolean {
    const { matches } = this.parse(argument);
    return (item) => {
      if (Array.isArray(item)) return matches(new Map(item.map((inner, index) => [String(index), inner])));
      return isDoc(item) && matches(item);
    };
  }
}

const every = (all: readonly Matches[]): Matches => {
  const [only] = all;
  if (only && all.length === 1) return only;
  return (document) => all.every((matches) => matches(document));
};

const single = (operator: Operator, value: Value, test: Test): FieldTest => ({ operator, value, leaf: 'each', negated: false, test });

function holdsAlong(fieldTest: FieldTest, document: Doc, parts: readonly string[]): boolean {
  if (fieldTest.notAll) return !fieldTest.notAll.every((one) => holdsAlong(one, document, parts));
  return anyAt(document, parts, 0, fieldTest.leaf, fieldTest.test) !== fieldTest.negated;
}

function holdsFor(fieldTest: FieldTest, item: Value): boolean {
  if (fieldTest.notAll) return !fieldTest.notAll.every((one) => holdsFor(one, item));
  return fieldTest.test(item) !== fieldTest.negated;
}

export function isOperators(value: Value): value is Doc {
  const first = isDoc(value) ? value.keys().next().value : undefined;
  return first !== undefined && first.startsWith('$');
}

function plainList(operator: string, argument: Value): readonly Value[] {
  if (!Array.isArray(argument)) return refuse(2, `${operator} needs an array`);
  if (argument.some(isOperators)) refuse(2, `cannot nest $ under ${operator}`);
  return argument;
}

function regexTest(argument: Value, options: Value | undefined): FieldTest {
  if (argument instanceof Regex) return patternTest(argument.pattern, typeof options === 'string' ? options : argument.flags);
  if (typeof argument !== 'string') return refuse(2, '$regex has to be a string');
  if (options !== undefined && typeof options !== 'string') return refuse(2, '$options has to be a string');
  return patternTest(argument, options ?? '');
}

/** `$prefix` is no operator anybody can write: it says to the planner that matching texts begin with the value. */
function patternTest(pattern: string, flags: string): FieldTest {
  const prefix = prefixOf(pattern, flags);
  const test = matchesRegex(pattern, flags);
  return prefix === null ? single('other', pattern, test) : single('$prefix', prefix, test);
}

const ELSEWHERE = ['$where', '$text', '$sampleRate', '$alwaysTrue', '$alwaysFalse', '$rand'];
function unknownTopLevel(name: string): never {
  if (ELSEWHERE.includes(name)) refuse(115, `devdb does not support ${name}`);
  return refuse(2, `unknown top level operator: ${name}`);
}

const UNSUPPORTED = /^\$(bits(AllSet|AllClear|AnySet|AnyClear)|geoWithin|geoIntersects|near|nearSphere|within|ref|id|db|where|text)$/;
function unknownOperator(operator: string): never {
  if (UNSUPPORTED.test(operator)) refuse(115, `devdb does not support ${operator}`);
  return refuse(2, `unknown operator: ${operator}`);
}
