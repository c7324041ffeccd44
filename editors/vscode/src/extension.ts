// The extension: starts the language server for treaties, and starts it anew when it is told to.

import * as vscode from 'vscode';
import {
  CloseAction,
  ErrorAction,
  type ErrorHandler,
  LanguageClient,
  type LanguageClientOptions,
  RevealOutputChannelOn,
} from 'vscode-languageclient/node';
import { find } from './program';

const SETTINGS = 'Open Settings';
const AGAIN = 'Try Again';
const LOG = 'Show Log';

class Session implements vscode.Disposable {
  readonly #extension: string;
  readonly #output = vscode.window.createOutputChannel('Glossator');
  #client: LanguageClient | undefined;
  /** Starts and stops, one after the other. */
  #work: Promise<void> = Promise.resolve();
  #closed = false;

  constructor(extension: string) {
    this.#extension = extension;
  }

  /** Stops the server if one runs, and starts it. */
  restart(): Promise<void> {
    return this.#then(async () => {
      await this.#stop();
      if (!this.#closed) {
        await this.#start();
      }
    });
  }

  /** Stops the server for good. */
  close(): Promise<void> {
    this.#closed = true;
    return this.#then(() => this.#stop());
  }

  dispose(): void {
    this.#output.dispose();
  }

  #then(step: () => Promise<void>): Promise<void> {
    this.#work = this.#work.then(step).catch((error: unknown) => this.#output.appendLine(String(error)));
    return this.#work;
  }

  async #start(): Promise<void> {
    const found = await find({
      setting: vscode.workspace.getConfiguration('glossator').get<string>('path', ''),
      workspace: vscode.workspace.workspaceFolders?.find((folder) => folder.uri.scheme === 'file')?.uri.fsPath,
      extension: this.#extension,
      path: process.env['PATH'],
    });
    if ('problem' in found) {
      this.#output.appendLine(found.problem);
      void this.#complain(found.problem, SETTINGS);
      return;
    }

    this.#output.appendLine(`Starting ${found.program} server`);
    // A program that ends before it has answered would be started again and again, without a word.
    let answered = false;
    let ended: (reason: Error) => void = () => undefined;
    const end = new Promise<never>((_, reject) => {
      ended = reject;
    });
    const usual: { handler?: ErrorHandler } = {};
    const options: LanguageClientOptions = {
      documentSelector: [
        { scheme: 'file', language: 'treaty' },
        { scheme: 'untitled', language: 'treaty' },
      ],
      outputChannel: this.#output,
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      // A start that fails is told of below, in one message.
      initializationFailedHandler: () => false,
      errorHandler: {
        error: (error, message, count) =>
          answered && usual.handler !== undefined
            ? usual.handler.error(error, message, count)
            : { action: ErrorAction.Continue, handled: true },
        closed: () => {
          if (answered && usual.handler !== undefined) {
            return usual.handler.closed();
          }
          ended(new Error('it ended at once'));
          return { action: CloseAction.DoNotRestart, handled: true };
        },
      },
    };
    const client = new LanguageClient('glossator', 'Glossator', { command: found.program, args: ['server'] }, options);
    usual.handler = client.createDefaultErrorHandler();
    this.#client = client;
    try {
      await Promise.race([client.start(), end]);
      answered = true;
    } catch (error) {
      this.#client = undefined;
      const reason = error instanceof Error ? error.message : String(error);
      this.#output.appendLine(reason);
      void this.#complain(
        `Glossator: ${found.program} did not start as a language server (${reason}). Run it with --version in a ` +
          'terminal: if that fails, install it anew; if another program has this name, set glossator.path.',
        LOG,
      );
    }
  }

  async #stop(): Promise<void> {
    const client = this.#client;
    this.#client = undefined;
    if (client !== undefined) {
      try {
        await client.stop();
      } finally {
        await client.dispose().catch(() => undefined);
      }
    }
  }

  async #complain(message: string, offer: typeof SETTINGS | typeof LOG): Promise<void> {
    switch (await vscode.window.showErrorMessage(message, offer, AGAIN)) {
      case SETTINGS:
        await vscode.commands.executeCommand('workbench.action.openSettings', 'glossator.path');
        break;
      case LOG:
        this.#output.show();
        break;
      case AGAIN:
        await this.restart();
        break;
      default:
    }
  }
}

let session: Session | undefined;

/** Called by VS Code when the first treaty is opened. */
export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const started = new Session(context.extensionPath);
  session = started;
  context.subscriptions.push(
    started,
    vscode.commands.registerCommand('glossator.restart', () => started.restart()),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('glossator.path')) {
        void started.restart();
      }
    }),
  );
  await started.restart();
}

/** Called by VS Code when it ends, or the extension is turned off. */
export async function deactivate(): Promise<void> {
  await session?.close();
  session = undefined;
}
