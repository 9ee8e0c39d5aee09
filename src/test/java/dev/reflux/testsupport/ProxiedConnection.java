package dev.reflux.testsupport;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/** A client's socket and the socket to the server that belongs to it. */
final class ProxiedConnection {

    private final WireProxy proxy;
    private final int number;
    private final Socket client;
    private final Socket server = new Socket();
    private final FrontendStream frontend;
    private final AtomicInteger openDirections = new AtomicInteger(2);
    private volatile boolean awaitsEncryptionAnswer;
    private volatile boolean abandoned;

    ProxiedConnection(WireProxy proxy, int number, Socket client) {
        this.proxy = proxy;
        this.number = number;
        this.client = client;
        this.frontend = new FrontendStream((type, text) -> {
            awaitsEncryptionAnswer = type == FrontendMessage.SSL_REQUEST || type == FrontendMessage.GSS_ENC_REQUEST;
            proxy.sent(new WireProxy.Sent(number, type, text));
        });
    }

    int number() {
        return number;
    }

    /** Connects to the server, waiting while the network is cut, and carries bytes from then on. */
    void open(String host, int port) throws InterruptedException {
        proxy.gate().pass();
        try {
            server.connect(new InetSocketAddress(host, port));
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
        } catch (IOException refused) {
            close();
            return;
        }
        new Pump(client, server, proxy.gate(), proxy::latency, () -> abandoned, this::fromClient, this::directionEnded)
                .start("wire proxy connection " + number + " to server");
        new Pump(
                        server,
                        client,
                        proxy.gate(),
                        proxy::latency,
                        proxy::answersLost,
                        this::fromServer,
                        this::directionEnded)
                .start("wire proxy connection " + number + " to client");
    }

    void abandonServer() {
        abandoned = true;
        Pump.closeQuietly(client);
    }

    void close() {
        Pump.closeQuietly(client);
        Pump.closeQuietly(server);
        proxy.ended(this);
    }

    private void fromClient(byte[] bytes, int length) {
        frontend.accept(bytes, length);
    }

    /** The answer to a request for encryption is a single letter: S and G agree. */
    private void fromServer(byte[] bytes, int length) {
        if (awaitsEncryptionAnswer && length > 0) {
            awaitsEncryptionAnswer = false;
            if (bytes[0] == 'S' || bytes[0] == 'G') {
                frontend.encrypted();
            }
        }
    }

    private void directionEnded() {
        proxy.journal().sessionEnded(number);
        if (openDirections.decrementAndGet() == 0) {
            close();
        }
    }
}
