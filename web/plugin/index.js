// Loaded by Hermes' dashboard as a classic script: registers a component that loads our page when it is first shown.
(() => {
  const { dataset, src } = document.currentScript;
  const { React, authedFetch, useI18n } = window.__HERMES_PLUGIN_SDK__;
  const app = new URL('../../profile-builder/dist/app/plugin-app.js', src).href;

  const ProfileBuilder = () => {
    const place = React.useRef(null);
    const [error, setError] = React.useState(null);
    const { locale } = useI18n();
    React.useEffect(() => {
      let isGone = false;
      let unmount = () => {};
      const host = { locale, base: window.__HERMES_BASE_PATH__ ?? '', fetch: authedFetch };
      const show = ({ mount }) => {
        if (!isGone) unmount = mount(place.current, host);
      };
      void import(app).then(show).catch(setError);
      return () => {
        isGone = true;
        unmount();
      };
    }, [locale]);
    if (error) {
      const text = `Profile Builder could not be loaded (${error.message}). Is the plugin profile-builder enabled? In a terminal: profile-builder doctor`;
      return React.createElement('p', { role: 'alert' }, text);
    }
    return React.createElement('div', { ref: place, 'data-profile-builder': '' });
  };

  window.__HERMES_PLUGINS__.register(dataset.hermesPlugin, ProfileBuilder);
})();
