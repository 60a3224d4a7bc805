import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, IconButton } from './button.tsx';
import { tellProblem } from './toast.tsx';

const SHOWN_MS = 2_000;

type CopyButtonProps = {
  readonly text: string;
  /** What is copied, in words: it names the button where only its picture shows. */
  readonly label: string;
  readonly isIconOnly?: boolean;
};

/** Copies a text and says so, to the eye and to the ear. */
export function CopyButton({ text, label, isIconOnly = false }: CopyButtonProps) {
  const { t } = useTranslation();
  const [isCopied, setIsCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setIsCopied(false), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [isCopied]);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      setIsCopied(true);
    } catch {
      // Denied, or a page without https: the text can still be marked by hand.
      tellProblem(t('copyFailed'));
    }
  };
  const icon = isCopied ? Check : Copy;
  return (
    <>
      {isIconOnly ? (
        <IconButton icon={icon} label={isCopied ? t('copied') : label} onClick={() => void copy()} />
      ) : (
        <Button icon={icon} onClick={() => void copy()}>
          {isCopied ? t('copied') : label}
        </Button>
      )}
      <span role="status" className="sr-only">
        {isCopied && t('copied')}
      </span>
    </>
  );
}
