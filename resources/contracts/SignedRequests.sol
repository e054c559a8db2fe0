// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title What holders sign away from the chain: permits (EIP-2612) and transfer authorizations (EIP-3009).
/// @notice Hashes and bookkeeping only. How a bad signature or a used nonce is answered differs between issuers and
/// stays with the token.
abstract contract SignedRequests {
    /// @dev One EIP-3009 authorization; a struct keeps nine arguments off the stack.
    struct Authorization {
        address from;
        address to;
        uint256 value;
        uint256 validAfter;
        uint256 validBefore;
        bytes32 nonce;
    }

    bytes32 public constant PERMIT_TYPEHASH =
        keccak256("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)");
    bytes32 public constant TRANSFER_WITH_AUTHORIZATION_TYPEHASH =
        keccak256(
            "TransferWithAuthorization(address from,address to,uint256 value,uint256 validAfter,uint256 validBefore,bytes32 nonce)"
        );
    bytes32 public constant RECEIVE_WITH_AUTHORIZATION_TYPEHASH =
        keccak256(
            "ReceiveWithAuthorization(address from,address to,uint256 value,uint256 validAfter,uint256 validBefore,bytes32 nonce)"
        );
    bytes32 public constant CANCEL_AUTHORIZATION_TYPEHASH =
        keccak256("CancelAuthorization(address authorizer,bytes32 nonce)");
    bytes32 private constant DOMAIN_TYPEHASH =
        keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)");

    bytes32 private immutable domainName;
    bytes32 private immutable domainVersion;

    /// @notice The nonce the next permit of a holder must carry.
    mapping(address holder => uint256) public nonces;
    /// @notice True once an authorization was used or cancelled.
    mapping(address authorizer => mapping(bytes32 nonce => bool)) public authorizationState;

    event AuthorizationUsed(address indexed authorizer, bytes32 indexed nonce);
    event AuthorizationCanceled(address indexed authorizer, bytes32 indexed nonce);

    constructor(string memory name_, string memory version_) {
        domainName = keccak256(bytes(name_));
        domainVersion = keccak256(bytes(version_));
    }

    /// @notice Computed on each call, so that it stays true when a test changes the chain id.
    function DOMAIN_SEPARATOR() public view returns (bytes32) {
        return keccak256(abi.encode(DOMAIN_TYPEHASH, domainName, domainVersion, block.chainid, address(this)));
    }

    function _digest(bytes32 structHash) internal view returns (bytes32) {
        return keccak256(abi.encodePacked(hex"1901", DOMAIN_SEPARATOR(), structHash));
    }

    function _authorizationDigest(bytes32 typeHash, Authorization memory signed) internal view returns (bytes32) {
        return _digest(keccak256(abi.encode(typeHash, signed)));
    }

    function _cancellationDigest(address authorizer, bytes32 nonce) internal view returns (bytes32) {
        return _digest(keccak256(abi.encode(CANCEL_AUTHORIZATION_TYPEHASH, authorizer, nonce)));
    }

    /// @dev Uses up the nonce; a caller that refuses the signature reverts, which gives it back.
    function _permitDigest(address holder, address spender, uint256 value, uint256 deadline)
        internal
        returns (bytes32)
    {
        return _digest(keccak256(abi.encode(PERMIT_TYPEHASH, holder, spender, value, nonces[holder]++, deadline)));
    }
}
