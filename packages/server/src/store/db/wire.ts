import { prepareValue } from 'pg/lib/utils.js';
import { type DatabaseError, serialize } from 'pg-protocol';
import type {
  BackendMessage,
  CommandCompleteMessage,
  DataRowMessage,
  ReadyForQueryMessage,
  RowDescriptionMessage,
} from 'pg-protocol/dist/messages.js';
import { Parser } from 'pg-protocol/dist/parser.js';
import { getTypeParser, type ValueParser } from './types.ts';

/** A column of a result, with what turns its text into a value. */
export type Column = { readonly name: string; readonly parse: ValueParser };

/** What one buffer of messages was answered with. A script of many statements has its rows one after the other. */
export type Answer = {
  readonly rows: Record<string, unknown>[];
  /** The columns as described, or null when the answer did not describe any. */
  readonly columns: readonly Column[] | null;
  /** The last command tag, e.g. `INSERT 0 1`. */
  readonly command: string;
  /** The statement has been parsed, so that its name now exists in the session. */
  readonly isParsed: boolean;
  /** The session stands in a transaction (or in a failed one). */
  readonly isInTransaction: boolean;
  readonly error: DatabaseError | null;
};

/** The messages of one statement: parse (unless it is prepared), bind, describe (unless known), execute, sync. */
export function statementMessages(statement: {
  readonly name: string;
  readonly text: string;
  readonly values: readonly unknown[];
  readonly isPrepared: boolean;
  readonly isDescribed: boolean;
}): Buffer {
  const { name, text, values } = statement;
  const messages: Buffer[] = [];
  if (!statement.isPrepared) messages.push(serialize.parse({ name, text }));
  messages.push(serialize.bind({ statement: name, values: [...values], valueMapper: prepareValue }));
  if (!statement.isDescribed) messages.push(serialize.describe({ type: 'P' }));
  messages.push(serialize.execute({}), serialize.sync());
  return Buffer.concat(messages);
}

/** The message of a script: statements without values, separated by semicolons. */
export function scriptMessage(text: string): Buffer {
  return serialize.query(text);
}

/** Reads a complete answer. `known` are the columns of a statement that was not described again. */
export function readAnswer(bytes: Uint8Array, known: readonly Column[] | null): Answer {
  const rows: Record<string, unknown>[] = [];
  let columns = known;
  let command = '';
  let isParsed = false;
  let isInTransaction = false;
  let error: DatabaseError | null = null;

  const take = (message: BackendMessage) => {
    if (isMessage<DataRowMessage>(message, 'dataRow')) rows.push(toRow(columns ?? [], message.fields));
    else if (isMessage<RowDescriptionMessage>(message, 'rowDescription')) columns = message.fields.map(toColumn);
    else if (isMessage<CommandCompleteMessage>(message, 'commandComplete')) command = message.text;
    else if (isMessage<ReadyForQueryMessage>(message, 'readyForQuery')) isInTransaction = message.status !== 'I';
    else if (message.name === 'noData') columns = [];
    else if (message.name === 'parseComplete') isParsed = true;
    else if (isMessage<BackendMessage & DatabaseError>(message, 'error')) error ??= message;
  };

  new Parser().parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), take);
  return { rows, columns, command, isParsed, isInTransaction, error };
}

function isMessage<T extends BackendMessage>(message: BackendMessage, name: BackendMessage['name']): message is T {
  return message.name === name;
}

function toColumn(field: { name: string; dataTypeID: number }): Column {
  return { name: field.name, parse: getTypeParser(field.dataTypeID) };
}

function toRow(columns: readonly Column[], fields: readonly (string | null)[]): Record<string, unknown> {
  const row: Record<string, unknown> = {};
  for (let i = 0; i < columns.length; i += 1) {
    const column = columns[i];
    const field = fields[i];
    if (column) row[column.name] = field === null || field === undefined ? null : column.parse(field);
  }
  return row;
}
