// Mends copies of articles and asks the readers that sites use, before and after: the front matter
// has to be the same but for what the fixes announce, and a second run must find nothing to do.
//
// usage: readers.js PROGRAM WORK FOLDER…

import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

import matter from 'gray-matter';
import { parse as hexo } from 'hexo-front-matter';

const [program, work, ...folders] = process.argv.slice(2);

const refuse = () => {
  throw new Error('no code is run here');
};

const readers = {
  // With options nothing is cached, and articles of others run no code.
  'gray-matter': (text) => matter(text, { engines: { javascript: refuse, js: refuse } }).data,
  'hexo-front-matter': (text) => {
    // As Hexo reads files, the reader never sees other line ends.
    const { _content, ...data } = hexo(text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n'));
    return data;
  },
};

/** What a reader gets of a text: values by key, or the reason why there are none. */
function read(reader, text) {
  try {
    const values = Object.entries(readers[reader](text) ?? {});
    return { values: new Map(values.map(([key, value]) => [key, JSON.stringify(value)])) };
  } catch (error) {
    return { error: String(error.message).split('\n')[0] };
  }
}

function copydesk(folder, ...flags) {
  const options = { cwd: folder, maxBuffer: 1 << 30, stdio: ['ignore', 'pipe', 'pipe'] };
  try {
    return execFileSync(program, ['check', ...flags, '.'], options).toString();
  } catch (error) {
    if (error.status === 1) return error.stdout.toString();
    throw new Error(`copydesk ${flags.join(' ')}: ${error.status}: ${error.stderr}`);
  }
}

function files(folder) {
  const entries = fs.readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}

const isArticle = (file) => /\.(md|markdown|mdx|html?)$/.test(file) && !/\.fixed\.\w+$/.test(file);

/** The article files of a folder, in a new place. What is no article may say what kind of site it is. */
function copy(folders, to) {
  fs.rmSync(to, { recursive: true, force: true });
  folders.forEach((folder, number) => {
    const filter = (file) => fs.lstatSync(file).isDirectory() || fs.lstatSync(file).isFile();
    const place = path.join(to, String(number));
    fs.cpSync(folder, place, { recursive: true, filter });
    for (const file of files(place)) {
      if (/\.fixed\.\w+$|copydesk\.yml$/.test(file)) fs.rmSync(file);
      else fs.chmodSync(file, 0o644);
    }
  });
}

const snapshot = (folder) =>
  new Map(files(folder).filter(isArticle).map((file) => [file, fs.readFileSync(file)]));

/**
 * The top-level keys that the fixes of a mode announce to change, by file; `*` for the fences and
 * for what stands before any key.
 */
function announced(folder, trust) {
  const report = JSON.parse(
    copydesk(folder, '--output-format', 'json', '--min-severity', 'info'),
  );
  const keys = new Map();
  for (const { path: name, fix } of report.diagnostics) {
    if (!fix || !trust.includes(fix.applicability)) continue;
    const file = path.join(folder, name);
    const bytes = fs.readFileSync(file);
    const known = keys.get(file) ?? new Set();
    keys.set(file, known);
    for (const { span, text } of fix.edits) {
      const lines = bytes.subarray(0, span[0]).toString().split('\n');
      // A key that is written anew is another key from there on.
      const isKey = /^\s*$/.test(lines.at(-1)) && /^\s*[:=]/.test(bytes.subarray(span[1]));
      if (isKey) known.add(text);
      const rest = bytes.subarray(span[0]).toString().split('\n')[0];
      lines.push(lines.pop() + rest);
      // The block of an indented article may be indented as a whole.
      const keyed = /^\s{0,2}["']?([^\s"'#:=-][^"':=]*?)["']?\s*[:=]/;
      const outer = lines.filter((line) => /^\S/.test(line));
      const [key, top] = [lines, outer].map((some) =>
        some.map((line) => keyed.exec(line)?.[1]).findLast(Boolean),
      );
      if (top) known.add(top);
      const atFence = /^\s*(---|\+\+\+|;;;|\.\.\.|—)?\s*$/.test(lines.at(-1));
      known.add(atFence || !key ? '*' : key);
      if (key) known.add(key);
    }
  }
  return keys;
}

function compare(file, before, after, keys, counts) {
  const problems = [];
  for (const reader of Object.keys(readers)) {
    const [old, now] = [before, after].map((bytes) => read(reader, bytes.toString()));
    if (old.error || old.values.size === 0) {
      if (!now.error && now.values.size > 0) {
        counts.gained += 1;
        if (!keys) problems.push(`${reader}: front matter out of nowhere`);
      }
      continue;
    }
    if (now.error) {
      problems.push(`${reader}: ${now.error}`);
      continue;
    }
    counts.compared += 1;
    for (const key of new Set([...old.values.keys(), ...now.values.keys()])) {
      const [was, is] = [old.values.get(key), now.values.get(key)];
      if (was === is) continue;
      if (keys?.has(key)) counts.announced += 1;
      else problems.push(`${reader}: ${key}: ${was} is now ${is}`);
    }
  }
  return problems.map((problem) => `${file}: ${problem}`);
}

let failed = false;
const modes = [
  { flags: ['--fix'], trust: ['safe'] },
  { flags: ['--fix', '--unsafe-fixes'], trust: ['safe', 'unsafe'] },
];
for (const { flags, trust } of modes) {
  copy(folders, work);
  const before = snapshot(work);
  const keys = announced(work, trust);
  copydesk(work, ...flags);
  const after = snapshot(work);
  const counts = { articles: before.size, mended: 0, compared: 0, announced: 0, gained: 0 };
  const problems = [];
  for (const [file, old] of before) {
    const now = after.get(file);
    if (!now) problems.push(`${file}: gone`);
    else if (!now.equals(old)) {
      counts.mended += 1;
      problems.push(...compare(file, old, now, keys.get(file), counts));
    }
  }
  copydesk(work, ...flags);
  for (const [file, again] of snapshot(work)) {
    if (!again.equals(after.get(file))) problems.push(`${file}: a second run changes more`);
  }
  console.log(flags.join(' '), JSON.stringify(counts));
  for (const problem of problems) console.log(`  ${problem}`);
  if (!counts.mended || !counts.compared || !counts.gained) {
    console.log('  too little was mended: the test shows nothing');
    failed = true;
  }
  failed ||= problems.length > 0;
}
process.exit(failed ? 1 : 0);
