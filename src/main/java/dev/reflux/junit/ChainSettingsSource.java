package dev.reflux.junit;

/**
 * Says which chain is tested, and how: implemented by a test class, or by a class with a constructor without parameters that
 * {@link RefluxTest#settings} names.
 */
public interface ChainSettingsSource {

    /** The settings; asked for once for each test class, or each test method that has an annotation of its own. */
    default ChainSettings chainSettings() {
        return ChainSettings.defaults();
    }
}
