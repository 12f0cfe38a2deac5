namespace SealedSessions.Tests.Format.Second;

public class SecondCmacTests
{
    private const string Key = "603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4";

    // NIST, examples with intermediate values: CMAC with AES-256 (SP 800-38B appendix D.3).
    [Fact]
    public void SubkeysOfTheStandard_AreMet()
    {
        var (l, k1, k2) = SecondCmac.Subkeys(Convert.FromHexString(Key));

        Assert.Equal(Convert.FromHexString("e568f68194cf76d6174d4cc04310a854"), l);
        Assert.Equal(Convert.FromHexString("cad1ed03299eedac2e9a99808621502f"), k1);
        Assert.Equal(Convert.FromHexString("95a3da06533ddb585d3533010c42a0d9"), k2);
    }

    [Theory]
    [InlineData(0, "028962f61b7bf89efc6b551f4667d983")]
    [InlineData(16, "28a7023f452e8f82bd4bf28d8c37c35c")]
    [InlineData(40, "aaf3d8f1de5640c232f5b169b9c911e6")]
    [InlineData(64, "e1992190549f6ed5696a2c056c315410")]
    public void VectorOfTheStandard_IsMet(int length, string code)
    {
        var message = Convert.FromHexString(
            "6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51"
            + "30c81c46a35ce411e5fbc1191a0a52eff69f2445df4f9b17ad2b417be66c3710");

        Assert.Equal(Convert.FromHexString(code), SecondCmac.Authenticate(Convert.FromHexString(Key), message[..length]));
    }
}
