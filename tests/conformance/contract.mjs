// Asks a running `hearsay serve` for everything that its OpenAPI document describes, and validates
// what comes: that the document is one; that every answer has a declared status and type and fits
// its schema, fields that are not declared counting as wrong; that what is asked wrongly is
// answered by a problem.
//
//   node contract.mjs URL
import { Validator } from '@seriousme/openapi-schema-validator';
import Ajv from 'ajv/dist/2020.js';

const [place] = process.argv.slice(2);
const kMostOfEach = 200; // things of one kind that are asked for
const wrong = [];
const counts = {};

async function ask(address, options) {
  const answer = await fetch(new URL(address, place), options);
  const type = (answer.headers.get('content-type') ?? '').split(';')[0];
  return { status: answer.status, type, text: await answer.text() };
}

// ---- the document -------------------------------------------------------------------------------

const description = JSON.parse((await ask('/api/openapi.json')).text);
const verdict = await new Validator().validate(structuredClone(description));
if (!verdict.valid) wrong.push('the document: ' + JSON.stringify(verdict.errors).slice(0, 500));

// What is declared, with no field besides, and references that lead into the schema `api`.
function strict(schema) {
  if (Array.isArray(schema)) return schema.map(strict);
  if (schema === null || typeof schema !== 'object') return schema;
  const out = Object.fromEntries(Object.entries(schema).map(([key, value]) =>
    [key, key === '$ref' ? 'api' + value : strict(value)]));
  const isOfFields = schema.properties !== undefined && schema.type !== undefined;
  if (isOfFields && Object.keys(schema.properties).length > 0) out.additionalProperties = false;
  return out;
}
const ajv = new Ajv({ strict: false, allErrors: false, allowUnionTypes: true });
ajv.addSchema({ $id: 'api', components: strict(description.components) });
const compiled = new Map();
function fits(schema, value) {
  const key = JSON.stringify(schema);
  if (!compiled.has(key)) compiled.set(key, ajv.compile(strict(schema)));
  const validate = compiled.get(key);
  if (validate(value)) return;
  const [error] = validate.errors;
  throw new Error(`${error.instancePath || '/'} ${error.message} ${JSON.stringify(error.params)}`);
}

function operationOf(path, method) {
  const operation = description.paths[path][method];
  const responses = Object.fromEntries(Object.entries(operation.responses).map(([status, one]) => {
    const name = one.$ref?.split('/').pop();
    return [status, name ? description.components.responses[name] : one];
  }));
  return { ...operation, path, responses };
}

function validate(operation, answer, status) {
  if (status !== undefined && answer.status !== status)
    throw new Error(`is ${answer.status}, not ${status}: ${answer.text.slice(0, 200)}`);
  if (answer.status >= 500) throw new Error(`is ${answer.status}: ${answer.text.slice(0, 200)}`);
  const declared = operation.responses[answer.status] ?? operation.responses.default;
  const content = declared.content[answer.type];
  if (!content) throw new Error(`${answer.status} ${answer.type} is not declared`);
  if (answer.type.endsWith('json') && content.schema.type !== 'string')
    fits(content.schema, JSON.parse(answer.text));
  const lines = answer.type === 'application/jsonl' ? answer.text.split('\n').filter(Boolean)
    : answer.type === 'text/event-stream' ? answer.text.match(/(?<=^data: ).*$/gm) ?? [] : [];
  for (const line of lines) content['x-item-schema'] ? fits(content['x-item-schema'], JSON.parse(line)) : JSON.parse(line);
}

async function check(operation, address, status, options) {
  counts[operation.operationId] = (counts[operation.operationId] ?? 0) + 1;
  try {
    const answer = await ask(address, options);
    validate(operation, answer, status);
    return answer;
  } catch (error) {
    wrong.push(`${operation.operationId} ${address}: ${error.message}`);
    return null;
  }
}

// ---- what there is to ask for -------------------------------------------------------------------

async function idsOf(list) {
  const { text } = await ask(`/api/${list}?format=jsonl`);
  const ids = text.split('\n').filter(Boolean).map((line) => JSON.parse(line).id);
  const step = Math.max(1, Math.floor(ids.length / kMostOfEach));
  return ids.filter((_, i) => i % step === 0);
}
const ids = {};
for (const list of ['reports', 'statements', 'entities', 'stories']) ids[list] = await idsOf(list);
const everything = Object.values(ids).flat();
// By the place of a path's id; sources and graphs are of reports and stories.
function idsFor(path) {
  if (path.startsWith('/api/explain/')) return [...ids.reports, ...ids.statements, ...ids.entities];
  if (path.startsWith('/api/sources/')) return [...ids.reports, ...ids.stories];
  return ids[path.split('/').find((part) => part in ids)] ?? [];
}
const texts = {
  q: ['ferry', '"the ferry" OR quay', '-', '<script>', 'the*'], name: ['minister', 'Elleran', 'x y z'],
  about: ['ferr', 'we'], outlet: ['nowhere'], language: ['en', 'xx'], report: [ids.reports[0]],
  story: [ids.stories[0], ids.reports.at(-1)], entity: [ids.entities[0]],
  cursor: [],
};
// For a search, since it cannot be asked without.
const needed = { q: 'the' };

function valuesOf(parameter) {
  const { schema, name } = parameter;
  if (schema.enum) return schema.enum;
  if (schema.pattern) return ['2017', '2018-05', '2019-05-21', '1850'];
  if (schema.type === 'boolean') return ['1', '0', 'true'];
  if (schema.type === 'integer') return ['1', '2', String(schema.maximum ?? 3)];
  return texts[name] ?? [];
}
function isWrong(parameter) {
  const { schema } = parameter;
  if (schema.enum) return 'none-of-these';
  if (schema.pattern) return 'yesterday';
  if (schema.type === 'integer') return '-1';
  return schema.type === 'boolean' ? 'perhaps' : null;
}
const encoded = (values) => new URLSearchParams(values).toString();

// ---- asking -------------------------------------------------------------------------------------

async function checkOf(operation, path) {
  const own = (operation.parameters ?? []).filter((one) => one.in === 'query');
  const base = Object.fromEntries(own.filter((one) => one.required).map((one) => [one.name, needed[one.name]]));
  const with_ = (more) => {
    const query = encoded({ ...base, ...more });
    return path + (query && '?' + query);
  };
  const first = await check(operation, with_({}), 200);
  for (const parameter of own) {
    // Not every kind of export can be written in every format, nor every report has a story.
    const sure = !path.startsWith('/api/export/') && parameter.name !== 'of' && !path.startsWith('/api/sources/');
    for (const value of valuesOf(parameter))
      await check(operation, with_({ [parameter.name]: value }), sure ? 200 : undefined);
    const bad = isWrong(parameter);
    if (bad !== null) await check(operation, with_({ [parameter.name]: bad }), 400);
  }
  await check(operation, with_({ undeclared: 'x' }), 400);
  for (const name of ['story', 'report', 'entity'])
    for (const format of own.some((one) => one.name === name && one.schema.type === 'string') ? ['json', 'jsonl', 'csv'] : [])
      await check(operation, with_({ [name]: 'zz', format }), 404);
  // All pages, a few at a time, hold what the list says.
  const page = first?.type === 'application/json' ? JSON.parse(first.text) : {};
  if (!('next' in page)) return;
  let cursor = '', seen = 0;
  do {
    const answer = await check(operation, with_({ limit: '7', ...(cursor && { cursor }) }), 200);
    if (!answer) return;
    const { items, next } = JSON.parse(answer.text);
    seen += items.length;
    cursor = next;
  } while (cursor);
  if (page.total !== null && seen !== page.total)
    wrong.push(`${operation.operationId}: its pages hold ${seen} of ${page.total}`);
}

for (const [path, methods] of Object.entries(description.paths)) {
  if (!methods.get || path.startsWith('/api/jobs/')) continue;
  const operation = operationOf(path, 'get');
  const inPath = (operation.parameters ?? []).find((one) => one.in === 'path');
  if (!inPath) {
    await checkOf(operation, path);
    continue;
  }
  const fill = (value) => path.replace(`{${inPath.name}}`, encodeURIComponent(value));
  const choices = inPath.schema.enum ?? idsFor(path);
  if (choices.length === 0) wrong.push(`${path}: nothing to ask for`);
  for (const value of choices) await check(operation, fill(value), 200);
  await checkOf(operation, fill(choices[0]));
  for (const none of ['0'.repeat(32), 'nothing', '%', '..%2f', 'é'.repeat(300)])
    await check(operation, fill(none), none === '0'.repeat(32) && !inPath.schema.enum ? 404 : undefined);
}

// ---- adding -------------------------------------------------------------------------------------

const adding = operationOf('/api/reports', 'post');
const body = JSON.stringify({ url: 'https://contract.example/1', title: 'A pier is opened', date: '2019-05-02',
  text: 'The pier of Vell was opened on Thursday, the harbour master said.' }) + '\n{broken\n';
const posted = await check(adding, '/api/reports?format=jsonl&name=contract.jsonl', 202, { method: 'POST', body });
await check(adding, '/api/reports?format=none', 400, { method: 'POST', body });
if (posted) {
  const { id } = JSON.parse(posted.text);
  const followed = await check(operationOf('/api/jobs/{id}/events', 'get'), `/api/jobs/${id}/events`, 200);
  if (followed && !/^event: end$/m.test(followed.text)) wrong.push('the job was not followed to its end');
  const job = await check(operationOf('/api/jobs/{id}', 'get'), `/api/jobs/${id}`, 200);
  const { state, added, failures } = JSON.parse(job.text);
  if (state !== 'done' || added !== 1 || failures.length !== 1) wrong.push(`the job: ${job.text}`);
}
await check(operationOf('/api/jobs/{id}', 'get'), '/api/jobs/999999', 404);

const untouched = Object.values(description.paths).flatMap((methods) => Object.values(methods))
  .map((operation) => operation.operationId).filter((name) => !counts[name]);
if (untouched.length > 0) wrong.push('never asked: ' + untouched.join(', '));
for (const one of wrong.slice(0, 20)) console.log(one);
if (wrong.length > 20) console.log(`... and ${wrong.length - 20} more`);
const all = Object.values(counts).reduce((sum, one) => sum + one, 0);
console.log(`${all} answers of ${Object.keys(counts).length} operations over ${everything.length} ids: ` +
  (wrong.length === 0 ? 'all as the document says' : `${wrong.length} wrong`));
process.exit(wrong.length === 0 && all > 100 ? 0 : 1);
