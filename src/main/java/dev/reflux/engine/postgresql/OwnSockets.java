package dev.reflux.engine.postgresql;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import jdk.net.ExtendedSocketOptions;
import reactor.netty.resources.LoopResources;
import reactor.netty.tcp.TcpResources;

/**
 * The event loops that the driver takes by default, with an eye on the sockets that are made.
 *
 * <p>They can be closed: the driver keeps one for ever whose server has not answered before the attempt was given up. And
 * their keep-alive begins after half a minute rather than after the two hours of most systems: the driver can switch it on,
 * and knows nothing of its times. Where a platform has no such option its own times count.
 *
 * @see <a href="https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-KEEPALIVES-IDLE">keepalives_idle</a>
 */
final class OwnSockets implements LoopResources {

    /** As the session tells the server to do on its side. */
    private static final int IDLE_SECONDS = 30;

    private static final int INTERVAL_SECONDS = 10;
    private static final int PROBES = 3;

    /** The module may be left out of a runtime. */
    private static final boolean HAS_TIMES =
            ModuleLayer.boot().findModule("jdk.net").isPresent();

    private final Set<Channel> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** Asked for each time, since an application may set others. */
    private static LoopResources loops() {
        return TcpResources.get();
    }

    @Override
    public <C extends Channel> C onChannel(Class<C> type, EventLoopGroup group) {
        C channel = loops().onChannel(type, group);
        options(channel).forEach((option, value) -> channel.config().setOption(option, value));
        open.removeIf(older -> !older.isOpen());
        open.add(channel);
        if (closed) {
            close(channel);
        }
        return channel;
    }

    /** Closes what is open, without waiting for it, and whatever is made from now on. */
    void closeAll() {
        closed = true;
        open.forEach(OwnSockets::close);
    }

    /** A socket has no event loop in its first moment, and nobody else knows it then. */
    private static void close(Channel channel) {
        if (channel.isRegistered()) {
            ChannelFuture unused = channel.close();
        } else {
            channel.unsafe().closeForcibly();
        }
    }

    /** By name, since the classes of a native transport may be left out; no other transport is told anything. */
    private static Map<ChannelOption<Integer>, Integer> options(Channel channel) {
        if (channel instanceof NioSocketChannel && HAS_TIMES) {
            return times(
                    NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPIDLE),
                    NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPINTERVAL),
                    NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPCOUNT));
        }
        return channel.getClass().getName().equals("io.netty.channel.epoll.EpollSocketChannel")
                ? times(
                        EpollChannelOption.TCP_KEEPIDLE,
                        EpollChannelOption.TCP_KEEPINTVL,
                        EpollChannelOption.TCP_KEEPCNT)
                : Map.of();
    }

    private static Map<ChannelOption<Integer>, Integer> times(
            ChannelOption<Integer> idle, ChannelOption<Integer> interval, ChannelOption<Integer> probes) {
        return Map.of(idle, IDLE_SECONDS, interval, INTERVAL_SECONDS, probes, PROBES);
    }

    @Override
    public <C extends Channel> Class<? extends C> onChannelClass(Class<C> type, EventLoopGroup group) {
        return loops().onChannelClass(type, group);
    }

    @Override
    public EventLoopGroup onClient(boolean useNative) {
        return loops().onClient(useNative);
    }

    @Override
    public EventLoopGroup onServer(boolean useNative) {
        return loops().onServer(useNative);
    }

    @Override
    public EventLoopGroup onServerSelect(boolean useNative) {
        return loops().onServerSelect(useNative);
    }

    @Override
    public boolean daemon() {
        return loops().daemon();
    }
}
