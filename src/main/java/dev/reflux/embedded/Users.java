package dev.reflux.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Users of the operating system, by number. */
final class Users {

    /** The overflow user of Linux, who owns nothing. */
    static final int NOBODY = 65534;

    private static final int OWNER_SHIFT = 6;
    private static final int GROUP_SHIFT = 3;

    private Users() {}

    static boolean isRoot() {
        return own() == 0;
    }

    /** The user that this JVM acts as. */
    static int own() {
        try {
            Path self = Path.of("/proc/self");
            if (Files.exists(self)) {
                return (int) Files.getAttribute(self, "unix:uid");
            }
            // a file that we have just made is ours
            Path probe = Files.createTempFile("reflux-", ".uid");
            try {
                return (int) Files.getAttribute(probe, "unix:uid");
            } finally {
                Files.delete(probe);
            }
        } catch (IOException e) {
            return "root".equals(System.getProperty("user.name")) ? 0 : NOBODY;
        }
    }

    /** Whether the user may pass through all folders of a real path, the last one included. */
    static boolean mayEnter(@Nullable Path folder, int uid, int gid) throws IOException {
        for (Path each = folder; each != null; each = each.getParent()) {
            if (!hasExecute(each, uid, gid)) {
                return false;
            }
        }
        return true;
    }

    private static boolean hasExecute(Path folder, int uid, int gid) throws IOException {
        int mode = (int) Files.getAttribute(folder, "unix:mode");
        int shift = 0;
        if ((int) Files.getAttribute(folder, "unix:uid") == uid) {
            shift = OWNER_SHIFT;
        } else if ((int) Files.getAttribute(folder, "unix:gid") == gid) {
            shift = GROUP_SHIFT;
        }
        return (mode >> shift & 1) != 0;
    }
}
