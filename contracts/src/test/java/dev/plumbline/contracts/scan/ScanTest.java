package dev.plumbline.contracts.scan;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;

class ScanTest {
    private static List<String> found(String text) {
        return Scan.of(text).stream()
                .map(finding -> finding.kind().label() + " " + text.substring(finding.start(), finding.end()))
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "write to ada.lovelace+ai@mail.example.co.uk, please | email ada.lovelace+ai@mail.example.co.uk",
                "<jürgen@bücher.example> | email jürgen@bücher.example",
                "12345@example.org | email 12345@example.org",
                "card 4111 1111 1111 1111, exp | card 4111 1111 1111 1111",
                "5500-0000-0000-0004 | card 5500-0000-0000-0004",
                "378282246310005. | card 378282246310005",
                "DE89 3704 0044 0532 0130 00 is mine | iban DE89 3704 0044 0532 0130 00",
                "GB82WEST12345698765432 | iban GB82WEST12345698765432",
                "call +49 30 901820 now | phone +49 30 901820",
                "+1-202-555-0143 | phone +1-202-555-0143",
                "(202) 555-0143 | phone (202) 555-0143",
                "030 / 901 8200 | phone 030 / 901 8200",
                "030 901820 | phone 030 901820",
                "01 44 668 18 001 | phone 01 44 668 18 001",
                "0041 44 668 18 00 | phone 0041 44 668 18 00",
                "key sk-proj-abcdefghij0123456789ABCD! | secret sk-proj-abcdefghij0123456789ABCD",
                "AKIAIOSFODNN7EXAMPLE | secret AKIAIOSFODNN7EXAMPLE",
                "ghp_0123456789abcdefghijABCDEFGHIJ012345 | secret ghp_0123456789abcdefghijABCDEFGHIJ012345",
                "Authorization: Bearer abc.def-0123456789== | secret Bearer abc.def-0123456789==",
                "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.dGVzdA x | secret eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.dGVzdA"
            })
    void whatItIs_isFoundToItsEnds(String text, String expected) {
        assertThat(found(text)).containsExactly(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "an ordinary sentence, 3 + 4 = 7 @ noon",
                "user@localhost",
                "@mention and a@b",
                "4111 1111 1111 1112",
                "GB83WEST12345698765432",
                "2026-11-21 10:55:00",
                "192.168.100.1 and 10.0.0.255",
                "1700000000000000000",
                "version 1.2.3-4",
                "0af7651916cd43dd8448eb211c80319c",
                "550e8400-e29b-41d4-a716-446655440000",
                "sk-short",
                "Bearer of news",
                "eyJ.is.no",
                "order 1234567890",
                "02 345678",
                "1/2/2026, 100.000.000 items"
            })
    void whatOnlyLooksLikeIt_isLeft(String text) {
        assertThat(found(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sk-",
                "sk_live_",
                "sk_test_",
                "rk_live_",
                "ghp_",
                "gho_",
                "ghs_",
                "ghu_",
                "github_pat_",
                "glpat-",
                "xoxb-",
                "xoxp-",
                "xoxa-",
                "AKIA",
                "ASIA",
                "AIza",
                "hf_",
                "gsk_",
                "plk_"
            })
    void keyOfEveryKnownMaker_isFound(String prefix) {
        String key = prefix + "0123456789abcdefghijABCDEFGHIJ";

        assertThat(found("key " + key + ", x")).containsExactly("secret " + key);
        assertThat(found("key " + prefix + "short")).isEmpty();
    }

    @Test
    void pem_isFoundWhole() {
        String pem = "-----BEGIN RSA PRIVATE KEY-----\nMIIE\nAAAA\n-----END RSA PRIVATE KEY-----";

        assertThat(found("x " + pem + " y")).containsExactly("secret " + pem);
    }

    @Test
    void manyBesideEachOther_areAllFound() {
        assertThat(found("a@b.example,+49 30 901820;DE89370400440532013000 4111111111111111"))
                .containsExactly(
                        "email a@b.example",
                        "phone +49 30 901820",
                        "iban DE89370400440532013000",
                        "card 4111111111111111");
    }

    /** Any text: findings are in order, apart from each other, and within the text. */
    @Test
    void anyText_givesFindingsInOrder() {
        Random random = new Random(3);
        String alphabet = "@.-+ ()/0123456789abcDEIBsk_eyJ\uD83D\uDE00ü";
        for (int round = 0; round < 20_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(60); i > 0; i--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            int last = 0;
            for (Scan.Finding finding : Scan.of(text.toString())) {
                assertThat(finding.start()).as(text.toString()).isGreaterThanOrEqualTo(last);
                assertThat(finding.end()).isGreaterThan(finding.start()).isLessThanOrEqualTo(text.length());
                last = finding.end();
            }
        }
    }

    /** Texts made to be slow: a scan that goes back over them would not end in hours. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "@",
                "a@",
                "1",
                "1-",
                "+",
                "(",
                "eyJ",
                "eyJaaaaaaaaaa.",
                "-----BEGIN ",
                "Bearer ",
                "DE89",
                "sk-",
                "a.b@"
            })
    void repetition_isLinear(String unit) {
        String text = unit.repeat(2_000_000 / unit.length());

        assertThat(Scan.of(text)).isNotNull();
    }
}
