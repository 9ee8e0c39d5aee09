package dev.reflux.script.source;

/** Which class loader finds what a configuration names. */
public final class ClassLoaders {

    private ClassLoaders() {}

    /** The one that finds folders: that of the calling thread, or Reflux's own where the thread has none. */
    static ClassLoader ofThread() {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        return loader == null ? ClassLoaders.class.getClassLoader() : loader;
    }

    /** The one that finds classes: that of the calling thread, unless what it loads could not be used by this Reflux. */
    public static ClassLoader forClasses() {
        ClassLoader loader = ofThread();
        return knowsThisReflux(loader) ? loader : ClassLoaders.class.getClassLoader();
    }

    private static boolean knowsThisReflux(ClassLoader loader) {
        try {
            return Class.forName(ClassLoaders.class.getName(), false, loader) == ClassLoaders.class;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }
}
