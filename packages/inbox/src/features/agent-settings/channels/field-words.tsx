import type { ChannelPlatform } from '@parley/protocol';
import type { ChannelFieldJson } from '@parley/protocol/api';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

export type FieldWords = {
  readonly label: string;
  readonly hint: ReactNode;
  /** What a choice is called. */
  readonly option: (value: string) => string;
};

/** The words for a platform's field in the reader's language where the inbox has them, else the server's English. */
export function useFieldWords(platform: ChannelPlatform): (field: ChannelFieldJson) => FieldWords {
  const { t, i18n } = useTranslation('channelFields');
  return ({ key, label, hint }) => {
    const word = (part: string): string | undefined => {
      const path = `${platform}.${key}.${part}`;
      return i18n.exists(`channelFields:${path}`) ? t(path) : undefined;
    };
    return {
      label: word('label') ?? label,
      hint: word('hint') ?? (hint && <bdi>{hint}</bdi>),
      option: (value) => word(`options.${value}`) ?? value,
    };
  };
}
