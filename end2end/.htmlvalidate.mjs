// What a document of the site has to keep, for tests/markup.spec.ts and `npx html-validate`.
// What is switched off or told of an exception has its reason beside it.

export default {
  root: true,
  extends: ['html-validate:recommended', 'html-validate:a11y', 'html-validate:document'],
  rules: {
    // As in the preset `standard`: ARIA lets every element have a name whose role can, and a list
    // of tags is read as what it is.
    'aria-label-misuse': ['error', { allowAnyNamable: true }],
    // Off: Leptos writes `hidden` and `crossorigin=""`, the sanitiser of articles `disabled=""`.
    // All are valid and mean the same; only a printer of our own could choose.
    'attribute-boolean-style': 'off',
    'attribute-empty-style': 'off',
    // How much was read is a number that the stylesheet draws; no look is written in a document.
    'no-inline-style': ['error', { allowedProperties: ['--shown', '--read'] }],
    // A hash protects from a host that somebody else runs. The site loads from none; a script or a
    // style that did would need one.
    'require-sri': ['error', { target: 'crossorigin' }],
  },
};
