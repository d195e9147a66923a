package dev.plumbline.console.oidc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URI;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EndpointsTest {
    private static final String ISSUER = "https://id.example.org/realms/house";
    private static final String DOCUMENT = """
            {"issuer":"https://id.example.org/realms/house","authorization_endpoint":"https://id.example.org/auth",
             "token_endpoint":"TOKEN","jwks_uri":"https://keys.example.org/keys",
             "token_endpoint_auth_methods_supported":["client_secret_post"]}
            """;

    private static Endpoints read(String document) throws JsonProcessingException {
        return Endpoints.of(new ObjectMapper().readTree(document), URI.create(ISSUER));
    }

    @Test
    void document_givesAddressesAndHowToShowTheSecret() throws Exception {
        Endpoints endpoints = read(DOCUMENT.replace("TOKEN", "https://id.example.org/token"));

        assertThat(endpoints.keys()).hasHost("keys.example.org");
        assertThat(endpoints.basic()).isFalse();
        assertThat(endpoints.userInfo()).isEmpty();
        assertThat(read("{\"issuer\":\"" + ISSUER + "\",\"authorization_endpoint\":\"https://a.example\","
                                + "\"token_endpoint\":\"https://a.example\",\"jwks_uri\":\"https://a.example\"}")
                        .basic())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://id.example.org/token", "", "file:///etc/passwd", "https:", "not an address"})
    void addressThatWouldShowTheSecretToOthers_isNotUsed(String token) {
        assertThatThrownBy(() -> read(DOCUMENT.replace("TOKEN", token)))
                .isInstanceOf(ProviderDown.class)
                .hasMessageContaining("token_endpoint");
    }

    @Test
    void documentOfAnotherIssuer_isNotUsed() {
        assertThatThrownBy(() -> read(DOCUMENT.replace("/realms/house\"", "/realms/other\"")))
                .isInstanceOf(ProviderDown.class)
                .hasMessageContaining("of the issuer");
    }

    @Test
    void plainHttp_isForThisMachineAlone() {
        assertThat(Endpoints.safe(URI.create("http://127.0.0.1:8180/realms/house")))
                .isTrue();
        assertThat(Endpoints.safe(URI.create("http://127.0.0.1.example.org/"))).isFalse();
        assertThat(Endpoints.safe(URI.create("http://localhost@example.org/"))).isFalse();
    }
}
