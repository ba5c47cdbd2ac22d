<?php
/**
 * Signing and tokens: the same bytes as on the server, which reads vectors.json too.
 *
 * @package Lasting
 */

final class KeysTest extends Lasting_Test_Case {
	private static function vectors() {
		return json_decode( file_get_contents( __DIR__ . '/vectors.json' ), true );
	}

	public function test_every_purpose_has_the_key_that_the_server_has() {
		$vectors = self::vectors();
		$this->assertCount( 4, $vectors['keys'] );
		foreach ( $vectors['keys'] as $purpose => $hex ) {
			$this->assertSame( $hex, bin2hex( lasting_key( $vectors['connection']['secret'], $purpose ) ), $purpose );
		}
		$this->assertCount( 4, array_unique( $vectors['keys'] ) );
	}

	public function test_tokens_of_staff_customers_and_visitors_are_those_that_the_server_reads() {
		$vectors = self::vectors();
		$this->assertCount( 3, $vectors['tokens'] );
		foreach ( $vectors['tokens'] as $who => $one ) {
			$this->assertSame( $one['token'], lasting_token( $vectors['connection'], $one['purpose'], $one['claims'], $vectors['now'] ), $who );
		}
	}

	public function test_notes_and_questions_are_signed_as_the_server_expects() {
		$vectors = self::vectors();
		$secret  = $vectors['connection']['secret'];
		$this->assertSame( $vectors['note']['headers'], lasting_note_headers( $secret, $vectors['note']['body'], $vectors['now'] ) );
		$this->assertSame( $vectors['call']['headers'], lasting_call_headers( $secret, $vectors['call']['path'], $vectors['call']['body'], $vectors['now'] ) );
	}

	public function test_a_changed_body_time_name_or_secret_has_another_signature() {
		$signed = static function ( $secret, $path, $body, $now ) {
			return lasting_call_headers( $secret, $path, $body, $now )['X-Lasting-Signature'];
		};
		$all    = array(
			$signed( 's', 'quote', '{}', self::NOW ),
			$signed( 's', 'quote', '{ }', self::NOW ),
			$signed( 's', 'quote', '{}', self::NOW + 1 ),
			$signed( 's', 'reserve', '{}', self::NOW ),
			$signed( 't', 'quote', '{}', self::NOW ),
			lasting_note_headers( 's', '{}', self::NOW )['X-Lasting-Signature'],
		);
		$this->assertCount( 6, array_unique( $all ) );
	}

	public function test_a_token_says_who_and_how_long_in_the_middle_of_it_and_claims_cannot_change_what_it_is_for() {
		$token  = lasting_token( self::connection(), 'shopper', array( 'sub' => 'visitor', 'aud' => 'lasting:woo-0f9a3c:staff', 'exp' => PHP_INT_MAX ), self::NOW );
		$claims = json_decode( base64_decode( strtr( explode( '.', $token )[1], '-_', '+/' ) ), true );
		$this->assertSame( 'lasting:woo-0f9a3c:shopper', $claims['aud'] );
		$this->assertSame( self::NOW + 300, $claims['exp'] );
		$this->assertSame( 'https://tea.example/shop', $claims['iss'] );
		$this->assertStringNotContainsString( '=', $token );
	}

	public function test_a_shoppers_token_names_its_customer_or_nobody() {
		$customer = lasting_shopper_token( self::connection(), 17, self::NOW );
		$visitor  = lasting_shopper_token( self::connection(), 0, self::NOW );
		$this->assertSame( array( true, false ), array( $customer['signedIn'], $visitor['signedIn'] ) );
		$this->assertSame( self::vectors()['tokens']['customer']['token'], $customer['token'] );
		$this->assertSame( self::vectors()['tokens']['visitor']['token'], $visitor['token'] );
		$this->assertSame( self::NOW + 300, $visitor['expiresAt'] );
	}

	public function test_a_connection_line_is_read_as_the_server_wrote_it() {
		foreach ( self::vectors()['lines'] as $one ) {
			$this->assertSame( $one['read'], lasting_read_line( $one['line'] ) );
			$this->assertSame( $one['read'], lasting_read_line( "  {$one['line']}\n" ) );
		}
	}

	/**
	 * @dataProvider no_lines
	 */
	public function test_what_is_no_connection_line_is_not_read( $line ) {
		$this->assertNull( lasting_read_line( $line ) );
	}

	public static function no_lines() {
		$line = static function ( $what ) {
			return array( lasting_base64url( is_string( $what ) ? $what : json_encode( $what ) ) );
		};
		return array(
			'nothing'                 => array( '' ),
			'words'                   => array( 'paste the line here' ),
			'letters of no base64'    => array( '!!!' ),
			'no JSON'                 => $line( 'u=https://lasting.example' ),
			'a number'                => $line( '1' ),
			'a list'                  => $line( array( 'https://lasting.example', 'code' ) ),
			'no code'                 => $line( array( 'u' => 'https://lasting.example' ) ),
			'no address'              => $line( array( 'c' => 'code' ) ),
			'an address in a list'    => $line( array( 'u' => array( 'https://lasting.example' ), 'c' => 'code' ) ),
			'a code that is a number' => $line( array( 'u' => 'https://lasting.example', 'c' => 1 ) ),
			'no scheme'               => $line( array( 'u' => '//lasting.example', 'c' => 'code' ) ),
			'a script'                => $line( array( 'u' => 'javascript:alert(1)', 'c' => 'code' ) ),
			'a file'                  => $line( array( 'u' => 'file:///etc/passwd', 'c' => 'code' ) ),
			'no host'                 => $line( array( 'u' => 'https://', 'c' => 'code' ) ),
			'half a line'             => array( substr( $line( array( 'u' => 'https://lasting.example', 'c' => 'code' ) )[0], 0, 20 ) ),
		);
	}
}
