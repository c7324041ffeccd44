// Finds the program `glossator`: in the setting, in the extension, in PATH. It knows nothing of VS Code.

import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, isAbsolute, join, normalize } from 'node:path';

/** Where to look. */
export interface Places {
  /** The setting `glossator.path`. */
  readonly setting: string;
  /** The first folder of the workspace. */
  readonly workspace: string | undefined;
  /** The folder of the extension. */
  readonly extension: string;
  /** The environment variable. */
  readonly path: string | undefined;
}

/** A program that can be run, or what the reader should do. */
export type Found = { readonly program: string } | { readonly problem: string };

const NAME = process.platform === 'win32' ? 'glossator.exe' : 'glossator';

type State = 'runs' | 'missing' | 'folder' | 'not executable';

async function stateOf(file: string): Promise<State> {
  try {
    if ((await stat(file)).isDirectory()) {
      return 'folder';
    }
  } catch (error) {
    // Whoever may not look into a folder is not helped by being told that the file is missing.
    return (error as NodeJS.ErrnoException).code === 'EACCES' ? 'not executable' : 'missing';
  }
  try {
    await access(file, constants.X_OK);
    return 'runs';
  } catch {
    return 'not executable';
  }
}

const notExecutable = (file: string): string =>
  `Glossator: ${file} may not be executed. Allow it, for instance with: chmod +x "${file}"`;

/** The path that a setting means; none if it depends on a folder that is not open, or is relative. */
function resolve(setting: string, workspace: string | undefined): string | undefined {
  let file = setting.replace(/^~(?=$|[/\\])/, () => homedir());
  file = file.replace(/^\$\{userHome\}/, () => homedir());
  if (workspace !== undefined) {
    file = file.replace(/^\$\{workspaceFolder\}/, () => workspace);
  }
  return isAbsolute(file) ? normalize(file) : undefined;
}

async function fromSetting(setting: string, workspace: string | undefined): Promise<Found> {
  const file = resolve(setting, workspace);
  if (file === undefined) {
    return {
      problem:
        `Glossator: the setting glossator.path is “${setting}”, which is not a full path. ` +
        'Write the full path of the program, or clear the setting to take the one in PATH.',
    };
  }
  switch (await stateOf(file)) {
    case 'runs':
      return { program: file };
    case 'missing':
      return {
        problem:
          `Glossator: there is no program at ${file}, where the setting glossator.path says. ` +
          'Correct the setting, or clear it to take the one in PATH.',
      };
    case 'folder':
      return {
        problem:
          `Glossator: the setting glossator.path names a folder, ${file}. ` +
          `Name the program in it, for instance ${join(file, NAME)}.`,
      };
    case 'not executable':
      return { problem: notExecutable(file) };
  }
}

/** The program, or what to do that there is one. */
export async function find(places: Places): Promise<Found> {
  const setting = places.setting.trim();
  if (setting !== '') {
    return fromSetting(setting, places.workspace);
  }

  // A relative folder in PATH would mean the folder of whoever opens a treaty.
  const folders = (places.path ?? '').split(delimiter).filter((folder) => isAbsolute(folder));
  let refused: string | undefined;
  for (const file of [join(places.extension, 'bin', NAME), ...folders.map((folder) => join(folder, NAME))]) {
    const state = await stateOf(file);
    if (state === 'runs') {
      return { program: file };
    }
    if (state === 'not executable') {
      refused ??= file;
    }
  }
  return {
    problem:
      refused === undefined
        ? 'Glossator: the program “glossator” was not found in PATH. Install it (in a checkout of Glossator: ' +
          'cargo install --path .) and start VS Code anew, or write its full path into the setting glossator.path.'
        : notExecutable(refused),
  };
}
