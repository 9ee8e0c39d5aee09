package dev.reflux.embedded;

import dev.reflux.error.ConfigException;
import dev.reflux.error.ConnectionFailedException;
import dev.reflux.error.Place;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A file whose locks say who is at work and who is a user; the kernel drops them when a process is killed. Thread-safe.
 *
 * <p>Byte 0 is locked exclusively by the one process that changes something, byte 1 is shared by the processes that use
 * it. The file is never deleted: a second one of the same name would be a second lock.
 */
final class LockFile {

    /**
     * One for each file in this JVM. It has to be static: file locks belong to the JVM and not to an object, and closing
     * any channel on the file gives up the locks of all.
     */
    private static final ConcurrentMap<Path, LockFile> OF_THIS_JVM = new ConcurrentHashMap<>();

    private static final long WORK = 0;
    private static final long USE = 1;

    private final Path path;
    private final ReentrantLock mutex = new ReentrantLock();
    private @Nullable FileChannel channel;
    private @Nullable FileLock shared;
    private int users;

    private LockFile(Path path) {
        this.path = path;
    }

    /** The lock at a path without symbolic links above the file. */
    static LockFile at(Path path) {
        return OF_THIS_JVM.computeIfAbsent(path, LockFile::new);
    }

    /** Does some work while no other thread or process works under this lock. */
    void exclusively(Deadline deadline, Runnable work) {
        await(deadline);
        try {
            FileLock guard = guard(deadline);
            try {
                work.run();
            } finally {
                release(guard);
            }
        } finally {
            closeUnlessUsed();
            mutex.unlock();
        }
    }

    private void await(Deadline deadline) {
        while (!mutex.tryLock()) {
            pauseOrGiveUp(deadline);
        }
    }

    private FileLock guard(Deadline deadline) {
        FileChannel file = open();
        FileLock guard = tryLock(file, WORK, false);
        while (guard == null) {
            pauseOrGiveUp(deadline);
            guard = tryLock(file, WORK, false);
        }
        return guard;
    }

    private void pauseOrGiveUp(Deadline deadline) {
        if (deadline.passed()) {
            throw new ConnectionFailedException(
                    "Another process has held the lock " + path + " for too long while it starts or stops the server."
                            + " Look for a process that hangs, end it and try again.",
                    Place.UNKNOWN,
                    null,
                    null);
        }
        deadline.pause();
    }

    /** Counts one more user. Only from within {@link #exclusively}. */
    void use() {
        if (users == 0) {
            shared = tryLock(current(), USE, true);
            if (shared == null) {
                throw new ConnectionFailedException(
                        "Another program holds a lock on " + path + ". End it and try again.",
                        Place.UNKNOWN,
                        null,
                        null);
            }
        }
        users++;
    }

    /** Counts one user less, and says whether it was the last of all processes. Only from within {@link #exclusively}. */
    boolean leave() {
        if (--users > 0) {
            return false;
        }
        release(shared);
        shared = null;
        FileLock alone = tryLock(current(), USE, false);
        release(alone);
        return alone != null;
    }

    private FileChannel open() {
        FileChannel open = channel;
        if (open == null) {
            try {
                open = FileChannel.open(
                        path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            } catch (IOException e) {
                throw unusable(e);
            }
            channel = open;
        }
        return open;
    }

    private FileChannel current() {
        return Objects.requireNonNull(channel, "called outside exclusively");
    }

    /** Never {@code lock()}: an interrupt would close the channel and drop the locks of the whole JVM. */
    private @Nullable FileLock tryLock(FileChannel file, long at, boolean share) {
        try {
            return file.tryLock(at, 1, share);
        } catch (OverlappingFileLockException e) {
            // held through another copy of this class in the same JVM
            return null;
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private void release(@Nullable FileLock lock) {
        try {
            if (lock != null) {
                lock.release();
            }
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private void closeUnlessUsed() {
        FileChannel open = channel;
        if (users > 0 || open == null) {
            return;
        }
        channel = null;
        try {
            open.close();
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private ConfigException unusable(IOException e) {
        return new ConfigException(
                "The lock file " + path + " cannot be used: " + e.getMessage()
                        + ". Run as the directory's owner, on a file system that has locks.",
                Place.ofFile(path.toString()),
                e);
    }
}
