/** The statements of one database that are worth a kept plan, by their text. Everything else is planned each time. */
export type Statements = {
  /** The name under which this text is prepared, or undefined: then it is planned each time. */
  nameOf(text: string): string | undefined;
  /** Registers a fixed text. The same name for another text is a mistake and throws. */
  add(name: string, text: string): void;
  /** Gives every statement another name, so that each connection plans it anew (the schema has changed). */
  renew(): void;
};

export function createStatements(): Statements {
  const names = new Map<string, string>();
  const texts = new Map<string, string>();
  let generation = 0;

  return {
    nameOf: (text) => {
      const name = names.get(text);
      return name === undefined || generation === 0 ? name : `${name}.${generation}`;
    },
    add(name, text) {
      const known = texts.get(name);
      if (known === text) return;
      if (known !== undefined) throw new Error(`Two statements are both named "${name}".`);
      texts.set(name, text);
      names.set(text, name);
    },
    renew() {
      generation += 1;
    },
  };
}
