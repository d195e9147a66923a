package dev.plumbline.alerting.webhook;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.InetAddress;

import static org.assertj.core.api.Assertions.assertThat;

class AddressRuleTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.8.8.8",
                "0.0.0.0",
                "10.1.2.3",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "100.127.255.255",
                "192.0.0.1",
                "198.18.0.1",
                "198.19.255.255",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "::10.0.0.1",
                "fe80::1",
                "fec0::1",
                "fc00::1",
                "fd12:3456::1",
                "ff02::1",
                "64:ff9b::a00:1",
                "64:ff9b::808:808",
                "2002:7f00:1::1",
                "2002:0a00:0001::",
                "2002:0808:0808::1",
                "2001::1",
                "2001:0:7f00:1::",
                "2001:1ff::1",
                "2001:db8::1",
                "3fff::1",
                "192.0.2.1",
                "192.88.99.1",
                "198.51.100.1",
                "203.0.113.1",
                "100::1",
                "64:ff9b:1::1",
                "4000::1"
            })
    void specialAddresses_areRefused(String address) throws Exception {
        assertThat(AddressRule.isPublic(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8.8.8.8",
                "1.1.1.1",
                "172.15.0.1",
                "172.32.0.1",
                "100.63.0.1",
                "100.128.0.1",
                "198.17.0.1",
                "198.20.0.1",
                "2001:4860:4860::8888",
                "::ffff:8.8.8.8",
                "192.0.3.1",
                "198.51.101.1",
                "203.0.112.1",
                "223.255.255.254",
                "2001:200::1",
                "2606:4700::1",
                "2a00:1450::1"
            })
    void publicAddresses_areAllowed(String address) throws Exception {
        assertThat(AddressRule.isPublic(InetAddress.getByName(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "169.254.169.254",
                "fe80::1",
                "224.0.0.1",
                "0.0.0.0",
                "::ffff:169.254.169.254",
                "64:ff9b::a9fe:a9fe",
                "2002:a9fe:a9fe::1",
                "2001:0:a9fe:a9fe::",
                "240.0.0.1",
                "fec0::1",
                "ff02::1",
                "::"
            })
    void cloudMetadataAndTheLike_areNeverReachable(String address) throws Exception {
        assertThat(AddressRule.isReachable(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "192.168.1.1", "8.8.8.8", "::1", "fd00::1", "2606:4700::1"})
    void loopbackAndPrivateAddresses_areReachableWhereTheyAreAllowed(String address) throws Exception {
        assertThat(AddressRule.isReachable(InetAddress.getByName(address))).isTrue();
    }

    /** A name with a public address before an inside one would otherwise be connected to either. */
    @Test
    void hostWithOneInsideAddressAmongSeveral_isRefusedForIt() throws Exception {
        InetAddress inside = InetAddress.getByName("10.0.0.1");
        InetAddress[] addresses = {InetAddress.getByName("8.8.8.8"), inside, InetAddress.getByName("1.1.1.1")};

        assertThat(AddressRule.refused(addresses, false)).hasValue(inside);
        assertThat(AddressRule.refused(addresses, true)).isEmpty();
    }
}
